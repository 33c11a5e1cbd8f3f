# Writes a C++ file with the bytes of assets: cmake -DOUTPUT=F -DFOLDER=D -DNAMES="page.css;…" -P embed.cmake
# `page.css` is what exeunt::page::assets::page_css answers (assets.h).
set(code "// Written by embed.cmake.\n#include \"interpreter/page/assets.h\"\n\nnamespace exeunt::page::assets {\n")
foreach(name IN LISTS NAMES)
  file(READ ${FOLDER}/${name} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REPLACE "0x0a," "0x0a,\n" bytes "${bytes}")
  string(REPLACE "." "_" symbol ${name})
  string(APPEND code "\nstatic constexpr unsigned char ${symbol}_bytes[] = {\n${bytes}};\n"
    "std::string_view ${symbol}() {\n"
    "  return {reinterpret_cast<const char*>(${symbol}_bytes), sizeof ${symbol}_bytes};\n}\n")
endforeach()
string(APPEND code "\n}  // namespace exeunt::page::assets\n")
file(WRITE ${OUTPUT} "${code}")
