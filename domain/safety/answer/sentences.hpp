#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace aurawell::safety {

/// Bytes of an answer that are read.
inline constexpr std::size_t longest_answer = 256 * 1024;

/// Bytes. A longer sentence is read as several, which keeps the work linear.
inline constexpr std::size_t longest_sentence = 1024;

/// The kind of a line of Markdown.
enum class line_kind : unsigned char {
  plain,
  item,         ///< an item of a list, or a row of a table
  heading,      ///< `## …` or a completely bold line: applies to all lines up to the next heading
  introduction  ///< ends with a colon: applies to the items below it
};

/// One sentence of an answer. Its text is as from `folded`, but punctuation inside it is `,` and
/// quotation marks are `"`. Apostrophes, Markdown's marks and blanks beside Chinese characters are
/// removed.
struct sentence {
  std::string_view text;
  line_kind line = line_kind::plain;
  bool begins_line = false;
  bool is_question = false;
};

/// Calls `read` with each sentence of a Markdown answer in order, without quoted blocks. Accepts
/// any bytes. A sentence is valid only during the call.
void for_each_sentence(std::string_view answer, const std::function<void(const sentence&)>& read);

}  // namespace aurawell::safety
