#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aurawell {

/// A number in a folded text and the words around it, up to the next punctuation.
struct text_number {
  double value = 0;
  /// Byte positions of the number itself.
  std::size_t begin = 0;
  std::size_t end = 0;
  /// "4-5", "4 to 5", "4到5": `value` is the middle.
  bool is_range = false;
  /// At most 48 bytes each, within the clause, without blanks at the number.
  std::string_view before;
  std::string_view after;
};

/// No more numbers than this are read from one text.
inline constexpr std::size_t most_numbers = 200;

/// The numbers of a text in order. It lives as long as `text` does.
std::vector<text_number> numbers_in(std::string_view text);

/// True if `text` starts with one of `words`, separated by `|`, as a whole word.
bool starts_with_any(std::string_view text, std::string_view words);

/// True if one of `labels`, separated by `|`, ends `text` as a whole word, but for filler
/// words such as "is", "about", "大约".
bool ends_with_label(std::string_view text, std::string_view labels);

}  // namespace aurawell
