# What the build of a room takes; read once, before the first room.

# What every room is compiled with, and who includes its headers.
add_library(exeunt_options INTERFACE)
target_compile_features(exeunt_options INTERFACE cxx_std_20)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH exeunt_root)
target_include_directories(exeunt_options INTERFACE $<BUILD_INTERFACE:${exeunt_root}> $<INSTALL_INTERFACE:include/exeunt>)

# The house's own code alone: what includes it may be of another mind.
add_library(exeunt_warnings INTERFACE)
target_compile_options(exeunt_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  # g++ 12 sees overlapping copies where strings are joined (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<BOOL:${EXEUNT_WARNINGS_AS_ERRORS}>:-Werror>)

# Nothing is left of these once a room is compiled: whoever links it where it is installed does without them.
set(exeunt_headers_only taocpp::pegtl nlohmann_json::nlohmann_json xxhash)

# Every room is a folder, a static library `exeunt_<room>` (alias `exeunt::<room>`) and a namespace `exeunt::<room>`.
#   exeunt_room(NAME [SEPARATE] SOURCES file… USES room… PRIVATE_USES target…)
# USES names other rooms; PRIVATE_USES names third-party targets that no other room may see. SEPARATE: its files use one
# name for different things and cannot be compiled in one piece (EXEUNT_UNITY_BUILD).
function(exeunt_room name)
  cmake_parse_arguments(room "SEPARATE" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
  add_library(exeunt_${name} STATIC ${room_SOURCES})
  add_library(exeunt::${name} ALIAS exeunt_${name})
  target_link_libraries(exeunt_${name} PUBLIC exeunt_options PRIVATE $<BUILD_INTERFACE:exeunt_warnings>)
  set_target_properties(exeunt_${name} PROPERTIES CXX_EXTENSIONS OFF)
  if(EXEUNT_UNITY_BUILD AND NOT room_SEPARATE)
    set_target_properties(exeunt_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
  endif()
  foreach(used IN LISTS room_USES)
    target_link_libraries(exeunt_${name} PUBLIC exeunt_${used})
  endforeach()
  foreach(used IN LISTS room_PRIVATE_USES)
    if(used IN_LIST exeunt_headers_only)
      set(used $<BUILD_INTERFACE:${used}>)
    endif()
    target_link_libraries(exeunt_${name} PRIVATE ${used})
  endforeach()
  # A source file that no room lists would be dead weight that nobody notices.
  file(GLOB present CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *.cpp)
  foreach(source IN LISTS present)
    if(NOT source IN_LIST room_SOURCES AND NOT source STREQUAL "main.cpp")
      message(SEND_ERROR "${CMAKE_CURRENT_SOURCE_DIR}: ${source} is not listed in its CMakeLists.txt")
    endif()
  endforeach()
endfunction()
