#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace aurawell {

/// True for the characters that end a line in Unicode.
bool is_line_end(char32_t c) noexcept;

/// The visible characters of a text as a row of folded letters (`folded_character`), each
/// with its place in the text. Every line end is U+000A.
class visible_letters {
 public:
  explicit visible_letters(std::string_view text);

  std::size_t size() const noexcept { return row_.size(); }
  /// 0 beyond the end.
  char32_t value(std::size_t at) const noexcept { return at < row_.size() ? row_[at].value : 0; }
  /// The bytes of the letter: from `begin_byte` up to `end_byte`.
  std::size_t begin_byte(std::size_t at) const noexcept { return row_[at].begin; }
  std::size_t end_byte(std::size_t at) const noexcept { return row_[at].end; }

  /// The first letter at or after `at` that is none of `skipped`.
  std::size_t skip(std::size_t at, std::u32string_view skipped) const noexcept;
  /// The same for spaces and line ends.
  std::size_t skip_blanks(std::size_t at) const noexcept { return skip(at, U" \n"); }

  /// Where `words` ends if it stands at `at`. A space in `words` stands for one or more
  /// blanks.
  std::optional<std::size_t> end_of(std::u32string_view words, std::size_t at) const noexcept;

 private:
  struct letter {
    char32_t value = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::vector<letter> row_;
};

}  // namespace aurawell
