#pragma once

#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace aurawell::net {

/// A number as a text that can be sealed, in the shortest form that reads as the same one.
inline std::string number_text(double number) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// Of what `number_text` wrote.
inline double number_of(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace aurawell::net
