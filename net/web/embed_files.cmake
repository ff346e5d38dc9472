# Writes a C++ file with the bytes of files, uncompressed and compressed. cmake -DBUNDLE=dir
#   -DBUNDLED="a;b" -DROOT=dir -DCOPIED="c;d" -DOUTPUT=file.cpp
#   -DNAME=web -DHEADER=net/http/static_files.hpp -P embed_files.cmake
# The file defines embedded_NAME_files and embedded_NAME_version, which HEADER declares. BUNDLED are relative to BUNDLE, COPIED to ROOT; these are also their names. Pages use addresses of
# other files that change with any file.

cmake_minimum_required(VERSION 3.25)
find_program(ZOPFLI zopfli REQUIRED)
set(compressible "\\.(css|html|js|json|mjs|svg|txt|webmanifest)$")
# For smaller files compression saves less than the header field costs.
set(least_compressed 512)

set(files ${BUNDLED} ${COPIED})

function(find_path name variable)
  if(name IN_LIST BUNDLED)
    set(${variable} "${BUNDLE}/${name}" PARENT_SCOPE)
  else()
    set(${variable} "${ROOT}/${name}" PARENT_SCOPE)
  endif()
endfunction()

set(digests "")
foreach(name IN LISTS files)
  find_path(${name} path)
  file(SHA256 "${path}" digest)
  string(APPEND digests "${name} ${digest}\n")
endforeach()
string(SHA256 version "${digests}")
string(SUBSTRING "${version}" 0 16 version)

# A string literal, because an array of numbers takes the compiler a minute for a megabyte.
function(append_literal name path size_variable)
  file(READ "${path}" bytes HEX)
  string(LENGTH "${bytes}" hex_size)
  math(EXPR size "${hex_size} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  set(arrays "${arrays}constexpr char ${name}[] = \"${bytes}\";\n" PARENT_SCOPE)
  set(${size_variable} ${size} PARENT_SCOPE)
endfunction()

set(arrays "")
set(rows "")
set(index 0)
foreach(name IN LISTS files)
  find_path(${name} path)
  if(name MATCHES "\\.html$")
    file(READ "${path}" page)
    foreach(other IN LISTS files)
      string(REPLACE "=\"${other}\"" "=\"static/${version}/${other}\"" page "${page}")
    endforeach()
    set(path "${OUTPUT}.page")
    file(WRITE "${path}" "${page}")
  endif()
  file(SHA256 "${path}" digest)
  string(SUBSTRING "${digest}" 0 16 tag)
  append_literal(bytes_${index} "${path}" size)
  set(compressed "{}")
  if(name MATCHES "${compressible}" AND size GREATER_EQUAL least_compressed)
    execute_process(COMMAND ${ZOPFLI} --i5 -c "${path}" OUTPUT_FILE "${OUTPUT}.gz"
      COMMAND_ERROR_IS_FATAL ANY)
    append_literal(gzip_${index} "${OUTPUT}.gz" gzip_size)
    set(compressed "{gzip_${index}, ${gzip_size}}")
  endif()
  string(APPEND rows
    "    {\"${name}\", {bytes_${index}, ${size}}, \"\\\"${tag}\\\"\", ${compressed}, \"\\\"${tag}-gzip\\\"\"},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(REMOVE "${OUTPUT}.page" "${OUTPUT}.gz")

file(WRITE "${OUTPUT}" "// Generated from files of a web page.
#include \"${HEADER}\"

namespace aurawell::net {
namespace {

${arrays}
}  // namespace

std::vector<static_file> embedded_${NAME}_files() {
  return {
${rows}  };
}

std::string_view embedded_${NAME}_version() noexcept {
  return \"${version}\";
}

}  // namespace aurawell::net
")
