#pragma once

#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace aurawell::net {

/// A number as a text that can be sealed: the shortest one that parses to the same number.
inline std::string number_text(double number) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// Parses a text from `number_text`.
inline double number_of(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace aurawell::net
