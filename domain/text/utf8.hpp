#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell {

/// One step through a text: the code point and the bytes it took.
struct utf8_step {
  /// U+FFFD when `valid` is false; `length` is then 1.
  char32_t code_point = 0xFFFD;
  std::size_t length = 1;
  bool valid = false;
};

/// As `utf8_at`, for a byte that is no ASCII character.
utf8_step wide_utf8_at(std::string_view text, std::size_t at) noexcept;

/// Reads the character at `at`, which lies inside `text`. Overlong forms, surrogates
/// and values above U+10FFFF are invalid.
inline utf8_step utf8_at(std::string_view text, std::size_t at) noexcept {
  assert(at < text.size());
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? utf8_step{byte, 1, true} : wide_utf8_at(text, at);
}

/// Whether the whole text is valid, by the rule of `utf8_at`.
bool is_utf8(std::string_view text) noexcept;

/// `code_point` is a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// Han ideographs, without punctuation and kana.
constexpr bool is_han(char32_t code_point) noexcept {
  return (code_point >= 0x4E00 && code_point <= 0x9FFF) ||
         (code_point >= 0x3400 && code_point <= 0x4DBF) ||
         (code_point >= 0xF900 && code_point <= 0xFAFF) ||
         (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

/// Unicode code points of a valid UTF-8 text.
std::size_t count_code_points(std::string_view text) noexcept;

}  // namespace aurawell
