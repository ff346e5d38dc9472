#include "net/json/huge_numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace aurawell::net {
namespace {

/// Behind the string that begins at `at`.
std::size_t end_of_string(std::string_view json, std::size_t at) noexcept {
  auto end = json.find_first_of("\"\\", at + 1);
  while (end < json.size() && json[end] == '\\') {
    end = json.find_first_of("\"\\", end + 2);
  }
  return end < json.size() ? end + 1 : json.size();
}

std::string rewritten(std::string_view token) {
  double value = 0;
  const auto* end = token.data() + token.size();
  const auto read = std::from_chars(token.data(), end, value);
  if (read.ec == std::errc::result_out_of_range) {
    return "NaN";
  }
  if (read.ec != std::errc{} || read.ptr != end) {
    return std::string{token};
  }
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

}  // namespace

std::string without_huge_numbers(std::string_view json) {
  std::string mended;
  mended.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const auto start = std::min(json.find_first_of("\"-0123456789", at), json.size());
    mended += json.substr(at, start - at);
    at = start;
    if (at < json.size() && json[at] == '"') {
      at = end_of_string(json, at);
      mended += json.substr(start, at - start);
    } else if (at < json.size()) {
      at = std::min(json.find_first_not_of("+-.0123456789eE", at), json.size());
      mended += rewritten(json.substr(start, at - start));
    }
  }
  return mended;
}

}  // namespace aurawell::net
