#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/words/token.hpp"
#include "domain/safety/words/whole_message.hpp"

namespace aurawell::safety {

/// Means that there is no such token.
inline constexpr std::size_t no_token = static_cast<std::size_t>(-1);

/// A phrase text with its tokens and their relations. Positions are indexes of tokens. No function
/// searches further than 64 tokens.
class token_view {
 public:
  /// `text` must outlive the view.
  explicit token_view(std::string_view text);

  std::size_t size() const noexcept { return tokens_.size(); }
  const token& operator[](std::size_t at) const noexcept { return tokens_[at]; }
  std::string_view text() const noexcept { return text_; }
  std::string_view spelling(std::size_t at) const {
    return text_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin);
  }

  /// Returns the text between two tokens, without blanks at both ends.
  std::string_view between(std::size_t left, std::size_t right) const;

  /// Whether there are only blanks, colons and small words (is, of, 的, 到) between two tokens, and
  /// no known word.
  bool is_direct(std::size_t left, std::size_t right) const;

  /// Returns the first token at the next place after `at`, or at the place before it; no_token at
  /// the end of a clause.
  std::size_t next(std::size_t at) const;
  std::size_t previous(std::size_t at) const;

  /// Returns the token of `kind` that follows `at` directly ("104f", "5-week-old"), else no_token.
  std::size_t unit_behind(std::size_t at) const;

  /// Whether a token directly after `at`, or directly before it, is `wanted`.
  bool is_behind(std::size_t at, mark wanted) const;
  bool is_before(std::size_t at, mark wanted) const;

  /// The tokens of the clause around `at`: from `begin` up to `end`.
  struct range {
    std::size_t begin;
    std::size_t end;
  };
  range clause(std::size_t at) const;

  /// Whether a token of `within` is `wanted`.
  bool has(range within, mark wanted) const;
  bool has(mark wanted) const noexcept { return whole_.marks[static_cast<std::size_t>(wanted)]; }

  /// What the whole message says; read once.
  const whole_message& whole() const noexcept { return whole_; }

 private:
  std::string_view text_;
  std::vector<token> tokens_;
  whole_message whole_;
};

/// Whether a text has only blanks, colons and small words.
bool is_small_talk(std::string_view text);

}  // namespace aurawell::safety
