# Writes a C++ file with the corpus: the stream and the end of each case. cmake -DROOT=dir
#   -DNAMES="a;b" -DOUTPUT=file.cpp -P embed_corpus.cmake The files are ROOT/NAME.sse and, with what
#   is expected, ROOT/NAME.txt.

set(arrays "")
set(rows "")
set(index 0)
foreach(name IN LISTS NAMES)
  file(READ "${ROOT}/${name}.sse" bytes HEX)
  file(STRINGS "${ROOT}/${name}.txt" end REGEX "^end: ")
  string(REPLACE "end: " "" end "${end}")
  string(LENGTH "${bytes}" hex_size)
  math(EXPR size "${hex_size} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  # A file may be empty, but an array must not.
  string(APPEND arrays "constexpr unsigned char bytes_${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(bytes_${index}), ${size}}, R\"(${end})\"},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Generated from the corpus of tests/net/llm.
#include \"tests/mock_llm/corpus_quirks.hpp\"

namespace aurawell::mock {
namespace {

${arrays}
}  // namespace

std::vector<corpus_stream> embedded_corpus() {
  return {
${rows}  };
}

}  // namespace aurawell::mock
")
