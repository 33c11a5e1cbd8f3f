# What `cmake --install` and cpack put where: see README.md beside this file. Read after every room.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(exeunt_packaging ${CMAKE_CURRENT_LIST_DIR})
set(exeunt_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/exeunt)

# --- the command, and what it reads

install(TARGETS exeunt RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# Where the command looks for them: interpreter/cli/home.h.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/policies ${PROJECT_SOURCE_DIR}/stdlib DESTINATION share/exeunt)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples DESTINATION share/doc/exeunt PATTERN quickstart EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION share/doc/exeunt)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/debian/copyright DESTINATION share/doc/exeunt)

# The command writes its manual pages and completions itself, so they are always about this very command.
install(CODE "set(exeunt_program \"$<TARGET_FILE:exeunt>\")")
install(SCRIPT ${CMAKE_CURRENT_LIST_DIR}/manual.cmake)

# --- the library

# exeunt_rooms_of(VARIABLE target): the room and every room that it uses.
function(exeunt_rooms_of variable target)
  set(found ${target})
  set(next ${target})
  while(next)
    list(POP_FRONT next room)
    get_target_property(used ${room} LINK_LIBRARIES)
    list(FILTER used INCLUDE REGEX "^exeunt_")
    list(REMOVE_ITEM used exeunt_options exeunt_warnings ${found})
    list(REMOVE_DUPLICATES used)
    list(APPEND found ${used})
    list(APPEND next ${used})
  endwhile()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

# exeunt_headers_of(VARIABLE header…): headers, and those of the house that they include, relative to the top.
function(exeunt_headers_of variable)
  set(found ${ARGN})
  set(next ${ARGN})
  while(next)
    list(POP_FRONT next header)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${header})
    file(STRINGS ${PROJECT_SOURCE_DIR}/${header} lines REGEX "^[ \t]*#[ \t]*include[ \t]+\"")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^[^\"]*\"([^\"]*)\".*" "\\1" included "${line}")
      if(NOT included IN_LIST found)
        list(APPEND found ${included})
        list(APPEND next ${included})
      endif()
    endforeach()
  endwhile()
  list(SORT found)
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

# A component: a front room, what it uses, and the headers that others may rely on. What these include comes along.
#   exeunt_component(NAME header…)
function(exeunt_component name)
  exeunt_rooms_of(rooms exeunt_${name})
  get_property(taken GLOBAL PROPERTY exeunt_installed)
  list(REMOVE_ITEM rooms ${taken})
  set_property(GLOBAL APPEND PROPERTY exeunt_installed ${rooms})
  foreach(room IN LISTS rooms)
    string(REGEX REPLACE "^exeunt_" "" exported ${room})
    string(REGEX REPLACE "^library$" "exeunt" exported ${exported})
    set_target_properties(${room} PROPERTIES EXPORT_NAME ${exported})
  endforeach()
  install(TARGETS ${rooms} EXPORT exeunt-${name} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT exeunt-${name} NAMESPACE exeunt:: FILE exeunt-${name}-targets.cmake DESTINATION ${exeunt_cmake_dir})
  exeunt_headers_of(headers ${ARGN})
  foreach(header IN LISTS headers)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${PROJECT_SOURCE_DIR}/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/exeunt/${folder})
  endforeach()
endfunction()

set_target_properties(exeunt_options PROPERTIES EXPORT_NAME options)
install(TARGETS exeunt_options EXPORT exeunt-cel)
set_property(GLOBAL PROPERTY exeunt_installed exeunt_options)
exeunt_component(cel interpreter/cel/cel.h)
exeunt_component(driver interpreter/driver/session.h interpreter/driver/import.h interpreter/driver/test.h
  interpreter/check/coverage.h interpreter/diagnostic/render.h interpreter/plan/explain.h
  interpreter/plan/json.h interpreter/plan/markdown.h interpreter/plan/text.h)

exeunt_component(library)
file(GLOB exeunt_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/interpreter/library/exeunt/*.h)
install(FILES ${exeunt_headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/exeunt)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/exeunt-config.cmake.in exeunt-config.cmake
  INSTALL_DESTINATION ${exeunt_cmake_dir} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 every minor version may change what programs rely on.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/exeunt-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/exeunt-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/exeunt-config-version.cmake
  ${PROJECT_SOURCE_DIR}/interpreter/cel/packages.cmake DESTINATION ${exeunt_cmake_dir})

include(${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
