#include "net/json/half_pairs.hpp"

#include <charconv>
#include <cstdint>

namespace aurawell::net {
namespace {

constexpr std::size_t escape_size = 6;  // \uXXXX

/// The UTF-16 unit of the escape at `at`; 0 when there is none.
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
    // An escaped backslash must not be taken for the start of an escape.
    at = json.find('\\', at + (is_pair ? 2 * escape_size : 2));
  }
  return at;
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

}  // namespace aurawell::net
