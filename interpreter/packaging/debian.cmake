# `cpack` in the build folder: exeunt_VERSION_ARCHITECTURE.deb.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME exeunt)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Exeunt maintainers <maintainers@example.com>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian/before.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "what happens to everything a user touched when the user leaves")
set(CPACK_PACKAGE_DESCRIPTION
"Vendors answer in prose what becomes of deals, files and automations of a
user who leaves an account. Exeunt turns each article into policies that are
checked, run against the snapshot of an account, and say what happens, when,
and why.
.
This package holds the command, the policies of vendors, and the library for
C++ with its headers.")
# Computed where Debian's tools are there. The list is what they find on Debian 12; the test of the package compares.
set(EXEUNT_DEBIAN_DEPENDS libc6 libedit2 libfmt9 libgcc-s1 libmd0 libre2-9 libsimdjson14 libstdc++6 libyaml-cpp0.7 zlib1g)
find_program(EXEUNT_SHLIBDEPS dpkg-shlibdeps)
find_program(EXEUNT_FILE file)
mark_as_advanced(EXEUNT_SHLIBDEPS EXEUNT_FILE)
if(EXEUNT_SHLIBDEPS AND EXEUNT_FILE)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
else()
  list(JOIN EXEUNT_DEBIAN_DEPENDS ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
endif()
# What programs need that are built on the library.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "cmake (>= 3.25), g++, pkg-config, libfmt-dev, libre2-dev, libyaml-cpp-dev, libsimdjson-dev, libmd-dev, zlib1g-dev, catch2")
include(CPack)
