#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell {

/// Joins a continued answer to the text that the user has read, so that no text is shown twice. A
/// model that was asked to continue does one of three things:
///
/// - It begins the answer again, because its server ignores the partial answer. The part that
/// repeats the text is dropped. If it then differs, the answer cannot be continued.
/// - It repeats the last words. They are dropped. A repeat shorter than `least_overlap` is ordinary
/// language ("bye bye", a table's next "| --- |") and stays.
/// - It continues.
///
/// Line ends before a repeat, which models write behind their thoughts, are dropped with it.
///
/// Text is held back only while it may still be a repeat: at most `window` bytes, or the length of
/// the text shown, of which no second copy is made.
class continuation_seam {
 public:
  /// About three English words or six Chinese characters, with at least `least_words` bytes that
  /// are no punctuation: models that repeat the end repeat a sentence or a phrase.
  static constexpr std::size_t least_overlap = 16;
  static constexpr std::size_t least_words = 8;
  /// Length of the end of the text in which an overlap may begin.
  static constexpr std::size_t window = 256;
  /// An answer that repeats this many bytes from the beginning was begun again; a shorter repeat is
  /// chance.
  static constexpr std::size_t sure_restart = 32;

  /// @param shown The text that the user has read, in whole UTF-8 characters.
  explicit continuation_seam(std::string shown);

  /// Takes the next bytes from the model, cut anywhere. Returns the new text to show.
  std::string feed(std::string_view bytes);

  /// The model has finished. Returns the text that was still held back.
  std::string finish();

  /// The model gives another answer; its text must not be shown.
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
  /// The first bytes of the answer, up to `window`; of the rest only the number and the last byte.
  std::string held_;
  std::size_t taken_ = 0;
  char last_ = 0;
  /// The input may be the whole answer again; how many bytes have matched.
  bool restarts_;
  std::size_t repeated_ = 0;
  /// Offsets in `shown_` where a repeated end may begin.
  std::vector<std::size_t> overlaps_;
  /// Length of the longest complete repeat of the end.
  std::size_t overlap_ = 0;
  bool decided_ = false;
  bool differs_ = false;
};

}  // namespace aurawell
