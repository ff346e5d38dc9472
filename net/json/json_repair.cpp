#include "net/json/json_repair.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {
namespace {

constexpr std::size_t escape_size = 6;  // \uXXXX

/// Returns the UTF-16 unit of the escape at `at`; 0 when there is no escape.
std::uint16_t unit_at(std::string_view json, std::size_t at) noexcept {
  if (at >= json.size() || !json.substr(at).starts_with("\\u") || json.size() - at < escape_size) {
    return 0;
  }
  std::uint16_t unit = 0;
  const auto* digits = json.data() + at + 2;
  const auto read = std::from_chars(digits, digits + 4, unit, 16);
  return read.ptr == digits + 4 ? unit : 0;
}

bool is_high(std::uint16_t unit) noexcept {
  return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low(std::uint16_t unit) noexcept {
  return unit >= 0xDC00 && unit < 0xE000;
}

std::size_t next_half_pair(std::string_view json, std::size_t from) noexcept {
  auto at = json.find('\\', from);
  while (at != std::string_view::npos) {
    const auto unit = unit_at(json, at);
    const auto is_pair = is_high(unit) && is_low(unit_at(json, at + escape_size));
    if (!is_pair && (is_high(unit) || is_low(unit))) {
      return at;
    }
    // Skips an escaped backslash as a whole: its second half starts no escape.
    at = json.find('\\', at + (is_pair ? 2 * escape_size : 2));
  }
  return at;
}

/// Returns the position after the string that begins at `at`.
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

std::size_t find_half_pair(std::string_view json) noexcept {
  return next_half_pair(json, 0);
}

std::string with_half_pairs_as_bytes(std::string_view json) {
  std::string mended;
  mended.reserve(json.size());
  std::size_t copied = 0;
  for (auto at = find_half_pair(json); at != std::string_view::npos;
       at = next_half_pair(json, copied)) {
    mended.append(json.substr(copied, at - copied));
    const unsigned unit = unit_at(json, at);
    mended += static_cast<char>(0xE0U | (unit >> 12U));
    mended += static_cast<char>(0x80U | ((unit >> 6U) & 0x3FU));
    mended += static_cast<char>(0x80U | (unit & 0x3FU));
    copied = at + escape_size;
  }
  return mended.append(json.substr(copied));
}

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
