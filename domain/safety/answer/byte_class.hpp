#pragma once

#include <array>

namespace aurawell::safety {

/// What a byte of a sentence can be; several of them together.
enum byte_class : unsigned char {
  letter_byte = 1,
  digit_byte = 2,
  word_byte = letter_byte | digit_byte,
  /// A digit, a character that is no ASCII, or the first letter of an English number word. Without
  /// "a", which is no amount.
  number_byte = 4,
};

inline constexpr auto byte_classes = [] {
  std::array<unsigned char, 256> classes{};
  for (unsigned c = 0; c < classes.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    classes[c] = letter     ? letter_byte
                 : digit    ? digit_byte | number_byte
                 : c < 0x80 ? 0
                            : number_byte;
  }
  for (const char c : {'o', 't', 'f', 's', 'e', 'n', 'h'}) {
    classes[static_cast<unsigned char>(c)] |= number_byte;
  }
  return classes;
}();

constexpr unsigned class_of(char c) noexcept {
  return byte_classes[static_cast<unsigned char>(c)];
}

}  // namespace aurawell::safety
