#pragma once

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

/// Reads the character at `at`, which lies inside `text`. Overlong forms, surrogates
/// and values above U+10FFFF are invalid.
utf8_step utf8_at(std::string_view text, std::size_t at) noexcept;

/// Whether the whole text is valid, by the rule of `utf8_at`.
bool is_utf8(std::string_view text) noexcept;

/// `code_point` is a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// Han ideographs, without punctuation and kana.
bool is_han(char32_t code_point) noexcept;

/// Unicode code points of a valid UTF-8 text.
std::size_t count_code_points(std::string_view text) noexcept;

}  // namespace aurawell
