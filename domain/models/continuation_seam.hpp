#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell {

/// Joins a continued answer to the text that people have read already, so that nothing
/// is shown twice. A model that was asked to go on may do one of three things:
///
/// - begin the answer again, because its server ignores what was to be continued: that is
///   swallowed as far as it repeats the text. If it then differs, it cannot be continued;
/// - repeat the last words: they are swallowed. A shorter repeat than `least_overlap` is
///   ordinary language ("bye bye", a table's next "| --- |"), and stays;
/// - just go on.
///
/// Line ends before a repeat, as models write them behind their thoughts, go with it.
///
/// Text is held back only while it may still be a repeat: at most `window` bytes, or what
/// people have read, of which no second copy is kept.
class continuation_seam {
 public:
  /// About three English words or six Chinese characters, among them `least_words` bytes
  /// that are no punctuation: models that repeat the end repeat a sentence or a phrase.
  static constexpr std::size_t least_overlap = 16;
  static constexpr std::size_t least_words = 8;
  /// The end of the text in which an overlap may begin.
  static constexpr std::size_t window = 256;
  /// An answer that repeats so much from the beginning was begun again; less is chance.
  static constexpr std::size_t sure_restart = 32;

  /// @param shown What people have read, in whole characters.
  explicit continuation_seam(std::string shown);

  /// Takes what the model sent next, cut anywhere. Returns what is new for people.
  std::string feed(std::string_view bytes);

  /// The model has ended: returns what was still held back.
  std::string finish();

  /// The model tells another answer; nothing of it may be shown.
  bool differs() const noexcept { return differs_; }

 private:
  std::size_t take_line_ends(std::string_view bytes);
  bool take(char byte);
  bool may_repeat() const noexcept { return restarts_ || !overlaps_.empty(); }
  bool is_overlap(std::size_t begin) const;
  std::string taken() const;
  std::string decide();

  std::string shown_;
  /// Line ends before the first word and the blanks among them, up to `window`.
  std::string line_ends_;
  bool is_before_words_;
  /// The first bytes that came, up to `window`; of the rest the number and the last.
  std::string held_;
  std::size_t taken_ = 0;
  char last_ = 0;
  /// It may be the whole answer again; how much of it was.
  bool restarts_;
  std::size_t repeated_ = 0;
  /// Where in `shown_` the repeated end may begin.
  std::vector<std::size_t> overlaps_;
  /// Length of the longest repeated end that is complete.
  std::size_t overlap_ = 0;
  bool decided_ = false;
  bool differs_ = false;
};

}  // namespace aurawell
