#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "domain/chat/finish_reason.hpp"
#include "net/llm/answer/thought_habit.hpp"
#include "net/llm/answer/thought_tag_finder.hpp"

namespace aurawell::net {

/// How the content of an answer begins.
enum class content_start : unsigned char {
  anew,
  /// Behind a partial answer that was sent with the question. The model may continue it, think
  /// first, or begin again.
  behind_partial,
  /// Inside the partial answer: the request asked the server to continue it.
  inside_partial,
};

/// Separates thoughts from text in the content of an answer, cut anywhere. Thoughts in a tagged
/// block at the beginning go to `batch.reasoning`, the rest to `batch.text`.
///
/// Text is released from the first visible character on, with the blanks before it. Blanks directly
/// behind a block are dropped. A tag inside the answer is text.
///
/// A continuation may begin with a tag that is part of the answer's topic. Its first line decides:
/// the tag is text if words follow the block on that line, or, for `inside_partial`, if words
/// follow an open tag. Behind a block in a continuation only line ends are dropped, because they
/// end the block; other blanks separate two words.
///
/// Thoughts without an opening tag are recognised only at their end. If `habit` expects them when
/// the content begins, everything up to a closing tag is thoughts. If the model finishes without a
/// closing tag, that text was the answer and is released; at its token limit only if `habit` was
/// learned from answers, because it may be wrong. If `habit` does not expect them, a closing tag
/// without an opening one is text, because the text before it was shown already; one on a line of
/// its own is reported to `habit`.
class thought_block {
 public:
  /// Limit of blanks before an answer. Past it all of them are dropped; in a continuation they are
  /// text then.
  static constexpr std::size_t most_blanks = 1024;
  /// Limit of held text that may be thoughts or the answer, in bytes; past it the text is thoughts.
  static constexpr std::size_t most_unsure = 64 * 1024;

  /// @param habit Must outlive this. Null: nothing is expected and nothing is reported.
  explicit thought_block(thought_habit* habit = nullptr, content_start start = content_start::anew);

  /// @param part Whole UTF-8 characters.
  void append(std::string_view part, completion_batch& batch);

  /// The server has sent thoughts in a field of their own.
  void note_thoughts_apart();

  /// The model has finished. Releases held text into `batch`.
  void finish(content_end end, completion_batch& batch);

  /// Visible text was released.
  bool has_answer() const noexcept { return has_answer_; }
  /// The text that `finish` would release.
  std::string rest_of_answer(content_end end) const;

 private:
  enum class place : unsigned char { start, thoughts, answer };

  void sort(completion_batch& batch);
  tag_use use_of_tag(std::string_view rest) const noexcept;
  /// Each returns true when the held text may allow another step.
  bool leave_start(completion_batch& batch);
  bool leave_thoughts(completion_batch& batch);
  void take_tag(std::string_view rest);

  void begin_answer(completion_batch& batch);
  /// Number of held bytes to drop before the answer.
  std::size_t blanks_before_answer() const noexcept;
  void think(std::string_view words, completion_batch& batch);
  void say(std::string_view words, completion_batch& batch);
  void watch(std::string_view words);
  void end_line();
  void shorten_line();
  void note_habit(bool begins_inside);

  thought_habit* habit_;
  bool tells_habit_ = true;
  content_start start_;
  /// The model has finished.
  bool is_over_ = false;
  place place_ = place::start;
  /// Text not sorted yet: blanks, and the start of a possible tag.
  std::string held_;
  bool has_most_blanks_ = false;
  bool is_behind_block_ = false;
  /// The tag that ends the thoughts; empty: any closing tag.
  std::string_view close_;
  /// The present thoughts have no opening tag.
  bool is_assumed_;
  std::string unsure_;
  bool is_unsure_lost_ = false;
  bool has_thoughts_ = false;
  bool has_answer_ = false;
  /// The last line of the answer, until a tag was seen. Of a long line only the end.
  std::string line_;
  bool is_watching_;
};

}  // namespace aurawell::net
