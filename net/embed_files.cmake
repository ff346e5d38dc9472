# Writes a C++ file that holds the bytes of files.
#   cmake -DROOT=dir -DFILES="a;b" -DOUTPUT=file.cpp -P embed_files.cmake
# FILES are relative to ROOT and become the names.

set(arrays "")
set(rows "")
set(index 0)
foreach(name IN LISTS FILES)
  file(READ "${ROOT}/${name}" bytes HEX)
  file(SHA256 "${ROOT}/${name}" digest)
  string(LENGTH "${bytes}" hex_size)
  math(EXPR size "${hex_size} / 2")
  string(SUBSTRING "${digest}" 0 16 tag)
  # A literal: an array of numbers would take the compiler a minute for a megabyte.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
  string(APPEND arrays "constexpr char bytes_${index}[] = \"${bytes}\";\n")
  string(APPEND rows "    {\"${name}\", {bytes_${index}, ${size}}, \"\\\"${tag}\\\"\"},\n")
  math(EXPR index "${index} + 1")
endforeach()

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

}  // namespace aurawell::net
")
