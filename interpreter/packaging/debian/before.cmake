# What cpack staged, brought into the form that Debian asks for before it is packed.
file(GLOB_RECURSE archives "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*.a")
find_program(strip strip REQUIRED)
execute_process(COMMAND ${strip} --strip-debug --enable-deterministic-archives ${archives} COMMAND_ERROR_IS_FATAL ANY)

# The changelog of the package, compressed without name and time.
file(GLOB documents "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/share/doc/exeunt" "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/share/doc/exeunt")
list(GET documents 0 document)
file(COPY "${CMAKE_CURRENT_LIST_DIR}/changelog" DESTINATION "${document}")
execute_process(COMMAND gzip -9nf "${document}/changelog" COMMAND_ERROR_IS_FATAL ANY)
