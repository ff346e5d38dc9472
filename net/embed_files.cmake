# Writes a C++ file that holds the bytes of files, as they are and compressed.
#   cmake -DROOT=dir -DFILES="a;b" -DOUTPUT=file.cpp -P embed_files.cmake
# FILES are relative to ROOT and become the names. Pages name other files by addresses that
# change with any of them.

find_program(GZIP gzip REQUIRED)
set(compressible "\\.(css|html|js|json|mjs|svg|txt|webmanifest)$")
# Below this, what is saved does not make up for the header field.
set(least_compressed 512)

set(digests "")
foreach(name IN LISTS FILES)
  file(SHA256 "${ROOT}/${name}" digest)
  string(APPEND digests "${name} ${digest}\n")
endforeach()
string(SHA256 version "${digests}")
string(SUBSTRING "${version}" 0 16 version)

# A literal: an array of numbers would take the compiler a minute for a megabyte.
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
foreach(name IN LISTS FILES)
  set(path "${ROOT}/${name}")
  if(name MATCHES "\\.html$")
    file(READ "${path}" page)
    foreach(other IN LISTS FILES)
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
    execute_process(COMMAND ${GZIP} -9 -n -c "${path}" OUTPUT_FILE "${OUTPUT}.gz"
      COMMAND_ERROR_IS_FATAL ANY)
    append_literal(gzip_${index} "${OUTPUT}.gz" gzip_size)
    set(compressed "{gzip_${index}, ${gzip_size}}")
  endif()
  string(APPEND rows
    "    {\"${name}\", {bytes_${index}, ${size}}, \"\\\"${tag}\\\"\", ${compressed}, \"\\\"${tag}-gzip\\\"\"},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(REMOVE "${OUTPUT}.page" "${OUTPUT}.gz")

file(WRITE "${OUTPUT}" "// Generated from the files of net/web.
#include \"net/static_files.hpp\"

namespace aurawell::net {
namespace {

${arrays}
}  // namespace

std::vector<static_file> embedded_web_files() {
  return {
${rows}  };
}

std::string_view embedded_web_version() noexcept {
  return \"${version}\";
}

}  // namespace aurawell::net
")
