#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace aurawell::net {

constexpr char lower_ascii(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lower_ascii(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    c = lower_ascii(c);
  }
  return lower;
}

/// Replaces Beast's `iequals`, which reads one byte past the end of texts that differ only in case.
constexpr bool equals_in_any_case(std::string_view one, std::string_view other) noexcept {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower_ascii(a) == lower_ascii(b); });
}

}  // namespace aurawell::net
