#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::safety {

/// The person's words as the phrase tables are written: folded, without apostrophes
/// ("cant") and quotation marks (a blank between digits), without blanks between Chinese
/// characters, with single blanks elsewhere.
std::string phrase_text(std::string_view words);

/// Where something stands in a text: bytes from `begin` up to `end`.
struct text_span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Which sequences of three bytes a text has: tells of most phrases that they are not in it,
/// in a fraction of the time that looking for them takes.
class triple_set {
 public:
  explicit triple_set(std::string_view text);

  bool has(std::uint16_t key) const noexcept { return keys_[key]; }

  /// Of the three bytes at `at`.
  static std::uint16_t key_of(std::string_view text, std::size_t at) noexcept;

 private:
  std::bitset<1U << 16U> keys_;
};

/// One phrase of a table. `~` stands for a few words within the same clause ("face~droop*"),
/// `*` for any ending of a word.
class phrase {
 public:
  /// `written` as it stands in a table.
  explicit phrase(std::string_view written);

  /// The first place at or after `from` in a phrase text.
  std::optional<text_span> find(std::string_view text, std::size_t from) const;

  /// False only if the phrase is nowhere in the text of `triples`.
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

/// Where the clause around `at` begins and ends: between punctuation marks and words
/// such as "but" and 但是, and 240 bytes away at most.
text_span clause_around(std::string_view text, text_span at);

}  // namespace aurawell::safety
