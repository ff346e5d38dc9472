#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "domain/chat/finish_reason.hpp"
#include "net/llm/answer/thought_habit.hpp"
#include "net/llm/answer/thought_tag_finder.hpp"

namespace aurawell::net {

/// Where the content of an answer begins.
enum class content_start : unsigned char {
  anew,
  /// Behind a partial answer that was sent with the question. The model may go on with it, but also
  /// think first, or begin again.
  behind_partial,
  /// Inside of the partial answer, as the server was told.
  inside_partial,
};

/// Sorts what a server sends as an answer's content: thoughts in a block of tags at its
/// beginning go into `batch.reasoning`, the rest into `batch.text`, whatever the cuts.
///
/// No text comes out before one that can be seen: blanks before it come with it, blanks behind a
/// block go. A tag inside the answer is text.
///
/// A continuation may begin with a tag that the answer is about. So its first line counts: it has
/// words behind the block, or, where the server goes on inside of the answer, behind an open tag:
/// then the tag is text. Behind a block there only line ends go, which end the block; other blanks
/// stand between two words.
///
/// Thoughts that no tag opens are known as such only at their end. So it depends on `habit`, as it
/// is when the content begins, whether everything counts as thoughts up to a closing tag. If
/// none comes before the model finishes, it was the answer after all, and comes out then; at its
/// limit only where `habit` has learned from answers, and may be wrong. Where
/// `habit` says nothing of the kind, a closing tag without an opening one is text, because what
/// stands before it has been shown; `habit` hears of one that has a line of its own.
class thought_block {
 public:
  /// Blanks before an answer: if there are more, none of them comes out. In a continuation they
  /// are text then.
  static constexpr std::size_t most_blanks = 1024;
  /// What is kept of thoughts that may turn out to be the answer; longer ones are thoughts.
  static constexpr std::size_t most_unsure = 64 * 1024;

  /// @param habit Must outlive this; null: none is known, and nobody listens.
  explicit thought_block(thought_habit* habit = nullptr, content_start start = content_start::anew);

  /// @param part Whole characters.
  void append(std::string_view part, completion_batch& batch);

  /// The server has sent thoughts apart from the content.
  void note_thoughts_apart();

  /// The model has finished.
  void finish(content_end how, completion_batch& batch);

  /// Something has come out that can be seen.
  bool has_answer() const noexcept { return has_answer_; }
  /// What `finish` would let out.
  std::string rest_of_answer(content_end how) const;

 private:
  enum class place : unsigned char { start, thoughts, answer };

  void sort(completion_batch& batch);
  tag_use use_of_tag(std::string_view rest) const noexcept;
  /// Each is true when there may be more to do with what is held.
  bool leave_start(completion_batch& batch);
  bool leave_thoughts(completion_batch& batch);
  void take_tag(std::string_view rest);

  void begin_answer(completion_batch& batch);
  /// How much of what is held goes.
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
  /// Not yet sorted: blanks, and the beginning of what may be a tag.
  std::string held_;
  bool has_most_blanks_ = false;
  bool is_behind_block_ = false;
  /// Ends the thoughts; empty: any closing tag does.
  std::string_view close_;
  /// Thoughts that no tag has opened, or will be.
  bool is_assumed_;
  std::string unsure_;
  bool is_unsure_lost_ = false;
  bool has_thoughts_ = false;
  bool has_answer_ = false;
  /// The line of the answer that has come last, until a tag was seen. Of a long one only an end.
  std::string line_;
  bool is_watching_;
};

}  // namespace aurawell::net
