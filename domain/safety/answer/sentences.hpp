#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace aurawell::safety {

/// No more of an answer is read. Bytes.
inline constexpr std::size_t longest_answer = 256 * 1024;

/// A longer sentence is read as several. Bytes; it keeps the work linear.
inline constexpr std::size_t longest_sentence = 1024;

/// What a line of Markdown is to the lines below it.
enum class line_kind : unsigned char {
  plain,
  item,         ///< of a list, or a row of a table
  heading,      ///< `## …` or a line that is bold as a whole: about all lines up to the next
  introduction  ///< ends with a colon: about the items below it
};

/// One sentence of an answer: as `folded`, but punctuation within it is `,`, quotation marks
/// are `"`, and apostrophes, Markdown's marks and blanks beside Chinese characters are left out.
struct sentence {
  std::string_view text;
  line_kind line = line_kind::plain;
  bool begins_line = false;
  bool is_question = false;
};

/// Calls `read` with each sentence of a Markdown answer in order. Quoted blocks are left out.
/// Any bytes are accepted; a sentence is valid during the call only.
void for_each_sentence(std::string_view answer, const std::function<void(const sentence&)>& read);

}  // namespace aurawell::safety
