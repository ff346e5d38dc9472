#include "tests/mock_llm/write_batch.hpp"

#include <array>
#include <charconv>

namespace aurawell::mock {

void append_http_chunk(std::string& out, std::string_view data) {
  std::array<char, 16> size{};
  const auto end = std::to_chars(size.data(), size.data() + size.size(), data.size(), 16).ptr;
  out.append(size.data(), end);
  out += "\r\n";
  out += data;
  out += "\r\n";
}

}  // namespace aurawell::mock
