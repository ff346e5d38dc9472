#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "domain/language.hpp"

namespace aurawell {

/// No more of a text than this is read; a question is at most this long.
inline constexpr std::size_t longest_text_characters = 8'000;

/// `text` as the phrase tables read it: valid UTF-8, lower case, full-width
/// forms and typographic quotes as ASCII, traditional characters that the rules know
/// as simplified ones, line ends and Chinese punctuation as `;`, other white space or
/// control characters as blanks.
std::string folded(std::string_view text);

/// One character as `folded` writes it. Line ends and Chinese punctuation become `;`.
char32_t folded_character(char32_t c) noexcept;

/// True for what changes nothing that a person sees: joiners, marks of direction, variation
/// selectors, tags, letters without a form (Unicode's Default_Ignorable_Code_Point).
bool is_invisible(char32_t c) noexcept;

/// Where `phrase` starts in the folded `text`, at or after `from`; npos if nowhere. A
/// phrase of ASCII letters matches whole words only, `*` at its end allows any ending.
std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from = 0);

/// True if one of `phrases`, separated by `|`, is in the folded `text`.
bool has_any(std::string_view text, std::string_view phrases);

/// Chinese if the text has a Han character, English if it has a Latin word that is
/// no mere unit, else `fallback`.
language language_of(std::string_view text, language fallback);

/// The end of a UTF-8 text of at most `limit` bytes that starts where `text` does.
std::size_t character_end(std::string_view text, std::size_t limit);

/// `text` without `blanks` at both ends.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r") noexcept;

/// Each part of `list` between `|`, in order.
template <class Visit>
void for_each_phrase(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    visit(list.substr(0, bar));
    if (bar == std::string_view::npos) {
      return;
    }
    list.remove_prefix(bar + 1);
  }
}

inline bool is_ascii_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_ascii_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

}  // namespace aurawell
