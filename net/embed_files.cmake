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
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  # A file may be empty, an array may not.
  string(APPEND arrays "constexpr unsigned char bytes_${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(bytes_${index}), ${size}}, \"\\\"${tag}\\\"\"},\n")
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
