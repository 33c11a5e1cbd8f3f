# What the Common Expression Language needs. Targets that are there already are taken as they are; the ones found here are
# visible everywhere, since whoever links the library links them.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
if(NOT TARGET fmt::fmt)
  find_package(fmt 9.1 REQUIRED)
endif()
if(NOT TARGET taocpp::pegtl)
  find_package(pegtl 3.2.7 REQUIRED CONFIG)
endif()
# Debian's RE2 comes with a pkg-config file only.
if(NOT TARGET re2::re2)
  find_package(re2 QUIET CONFIG)
endif()
if(NOT TARGET re2::re2)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(re2 REQUIRED IMPORTED_TARGET GLOBAL re2)
  add_library(re2::re2 ALIAS PkgConfig::re2)
endif()
unset(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL)
