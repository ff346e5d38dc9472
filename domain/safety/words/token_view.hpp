#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/words/token.hpp"
#include "domain/safety/words/whole_message.hpp"

namespace aurawell::safety {

/// No such token.
inline constexpr std::size_t no_token = static_cast<std::size_t>(-1);

/// A phrase text with its tokens, and how they stand to each other. Positions are of tokens.
/// Nothing looks further than 64 tokens from where it begins.
class token_view {
 public:
  /// `text` outlives the view.
  explicit token_view(std::string_view text);

  std::size_t size() const noexcept { return tokens_.size(); }
  const token& operator[](std::size_t at) const noexcept { return tokens_[at]; }
  std::string_view text() const noexcept { return text_; }
  std::string_view spelling(std::size_t at) const {
    return text_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin);
  }

  /// What is written between two tokens, without blanks at both ends.
  std::string_view between(std::size_t left, std::size_t right) const;

  /// True if between two tokens is nothing but blanks, colons and small words (is, of, 的, 到);
  /// known words count as something.
  bool is_direct(std::size_t left, std::size_t right) const;

  /// The first token of the place behind `at` or before it; no_token at a clause's end.
  std::size_t next(std::size_t at) const;
  std::size_t previous(std::size_t at) const;

  /// The token of `kind` that follows `at` at once ("104f", "5-week-old"), else no_token.
  std::size_t unit_behind(std::size_t at) const;

  /// Whether a token right behind `at`, or right before it, is `wanted`.
  bool is_behind(std::size_t at, mark wanted) const;
  bool is_before(std::size_t at, mark wanted) const;

  /// The tokens of the clause around `at`: from `begin` up to `end`.
  struct range {
    std::size_t begin;
    std::size_t end;
  };
  range clause(std::size_t at) const;

  /// Whether one of the tokens of `within` is `wanted`.
  bool has(range within, mark wanted) const;
  bool has(mark wanted) const noexcept { return whole_.marks[static_cast<std::size_t>(wanted)]; }

  /// What the message as a whole says, read once.
  const whole_message& whole() const noexcept { return whole_; }

 private:
  std::string_view text_;
  std::vector<token> tokens_;
  whole_message whole_;
};

/// True if a text consists of blanks, colons and small words only.
bool is_small_talk(std::string_view text);

}  // namespace aurawell::safety
