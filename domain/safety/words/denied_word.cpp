#include "domain/safety/words/denied_word.hpp"

namespace aurawell::safety {
namespace {

bool is_comparison(const token& each) {
  return each.is(mark::above) || each.is(mark::below);
}

}  // namespace

bool is_denied_word(const token_view& words, std::size_t at) {
  for (std::size_t i = at; i > 0; --i) {
    const token& each = words[i - 1];
    if (each.is(mark::denied)) {
      return words.is_direct(i - 1, i);
    }
    const bool between = each.is(word_kind::label) || each.is(word_kind::fact) ||
                         is_comparison(each) || each.is(mark::to) || each.is(mark::reads);
    if (!between || (i < words.size() && !words.is_direct(i - 1, i)) || at - i > 8) {
      return false;
    }
  }
  return false;
}

}  // namespace aurawell::safety
