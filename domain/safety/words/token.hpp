#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

enum class token_kind : unsigned char { number, word, clause_end };

/// A number, a known word or the end of a clause. A word with several meanings gives one token for
/// each, all at the same place.
struct token {
  token_kind kind = token_kind::clause_end;
  word meaning{};  ///< meaning of a word
  double low = 0;  ///< lower end of a number
  double high = 0;
  std::size_t begin = 0;
  std::size_t end = 0;

  bool is(word_kind wanted) const noexcept {
    return kind == token_kind::word && meaning.kind == wanted;
  }
  template <class Code>
  bool is(word_kind wanted, Code code) const noexcept {
    return is(wanted) && meaning.code == static_cast<unsigned char>(code);
  }
  bool is(mark wanted) const noexcept { return is(word_kind::mark, wanted); }
};

/// Returns the tokens of a phrase text in order. Leaves out other words, and numbers that are not
/// measurements: dates, times of day, telephone numbers, prices, "3rd", 第3.
std::vector<token> tokens_of(std::string_view text);

}  // namespace aurawell::safety
