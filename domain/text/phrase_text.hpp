#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::safety {

/// Converts a person's words to the form of the phrase tables: folded, without apostrophes ("cant")
/// and quotation marks (a blank between digits), without blanks between Chinese characters, with
/// single blanks elsewhere.
std::string phrase_text(std::string_view words);

/// Bytes of a text from `begin` up to, but not including, `end`.
struct text_span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The sequences of three bytes that a text has. For most phrases they show that the text does not
/// have them, in a fraction of the time of a search.
class triple_set {
 public:
  explicit triple_set(std::string_view text);

  bool has(std::uint16_t key) const noexcept { return keys_[key]; }

  /// Key of the three bytes at `at`.
  static std::uint16_t key_of(std::string_view text, std::size_t at) noexcept;

 private:
  std::bitset<1U << 16U> keys_;
};

/// One phrase of a table. `~` stands for a few words within the same clause ("face~droop*"),
/// `*` for any ending of a word.
class phrase {
 public:
  /// @param written As in a table.
  explicit phrase(std::string_view written);

  /// Returns the first occurrence at or after `from`. `text` must come from `phrase_text`.
  std::optional<text_span> find(std::string_view text, std::size_t from) const;

  /// False only if the text of `triples` does not have the phrase.
  bool may_be_in(const triple_set& triples) const noexcept {
    for (const std::uint16_t key : triples_) {
      if (!triples.has(key)) {
        return false;
      }
    }
    return true;
  }

 private:
  std::vector<std::string> parts_;
  std::vector<std::uint16_t> triples_;
};

/// Returns the clause around `at`: up to the next punctuation mark, or word such as "but" and 但是,
/// on each side, at most 240 bytes away.
text_span clause_around(std::string_view text, text_span at);

}  // namespace aurawell::safety
