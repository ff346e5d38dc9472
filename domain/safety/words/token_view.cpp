#include "domain/safety/words/token_view.hpp"

#include <algorithm>

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

constexpr std::size_t furthest = 64;

constexpr std::string_view small_words =
    "is|are|was|were|at|of|a|an|the|to|about|around|only|just|like|maybe|almost|nearly|my|his|her|"
    "its|has|have|had|been|"
    "be|up|down|as|in|on|for|that|than|level|levels|reading|currently|approximately|roughly|got|"
    "get|gone|went|go|going|"
    "now|is "
    "now|this|came|come|back|which|shows|says|read|reads|showing|hit|hits|hitting|any|ever|yet|im|"
    "me|and|with|measured|value|values|today|high|low|rate|it|already|"
    "dropped|fell|dropping|rising|rose|jumped|climbed|spiked|spiking|running|sits|sitting|stays|"
    "staying|mostly|even|still|"
    "的|是|到|为|约|大约|大概|差不多|了|有|在|只有|只|才|现在|目前|达|达到|已经|已|都|就|最高|最低|"
    "测|量|值|量的|我|她|他|它|仅|仅仅|快|将近|接近|降|掉|升|飙|"
    "过|发|出现|再|我的|左右|这|会|一直|也|还|还有|就是|变成|高达|低至|低到|高到|突然|跌|涨|刚|"
    "刚刚|给|自己|今天|今早|昨晚|晚上|早上|吗|呢|数|数值|结果|"
    ":|=|-|(|)|[|]| |~|,|*|/|;";

// Returns the bytes of the longest small word at the start of `text`.
std::size_t small_word_at(std::string_view text) {
  std::size_t longest = 0;
  for_each_phrase(small_words, [&](std::string_view word) {
    const bool whole = !is_ascii_letter(word.front()) || text.size() == word.size() ||
                       (text.size() > word.size() && !is_ascii_letter(text[word.size()]));
    if (text.starts_with(word) && whole) {
      longest = std::max(longest, word.size());
    }
  });
  return longest;
}

}  // namespace

bool is_small_talk(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) {
    return false;
  }
  while (!text.empty()) {
    const std::size_t size = small_word_at(text);
    if (size == 0) {
      return false;
    }
    text.remove_prefix(size);
  }
  return true;
}

token_view::token_view(std::string_view text)
    : text_{text}, tokens_{tokens_of(text)}, whole_{whole_message_of(*this)} {}

std::string_view token_view::between(std::size_t left, std::size_t right) const {
  const std::size_t begin = tokens_[left].end;
  return trimmed(text_.substr(begin, std::max(begin, tokens_[right].begin) - begin));
}

bool token_view::is_direct(std::size_t left, std::size_t right) const {
  return is_small_talk(between(left, right));
}

std::size_t token_view::next(std::size_t at) const {
  for (std::size_t i = at + 1; i < size() && i < at + furthest; ++i) {
    if (tokens_[i].begin >= tokens_[at].end) {
      return tokens_[i].kind == token_kind::clause_end ? no_token : i;
    }
  }
  return no_token;
}

std::size_t token_view::previous(std::size_t at) const {
  std::size_t i = at;
  while (i > 0 && tokens_[i - 1].begin == tokens_[at].begin) {
    --i;
  }
  if (i == 0 || tokens_[i - 1].kind == token_kind::clause_end) {
    return no_token;
  }
  std::size_t first = i - 1;
  while (first > 0 && tokens_[first - 1].begin == tokens_[i - 1].begin) {
    --first;
  }
  return first;
}

std::size_t token_view::unit_behind(std::size_t at) const {
  const std::size_t first = next(at);
  if (first == no_token) {
    return no_token;
  }
  const std::string_view gap = between(at, first);
  if (!gap.empty() && gap != "-" && gap != "(" && gap != "+" && gap != "来" && gap != "个" &&
      gap != "%") {
    return no_token;
  }
  for (std::size_t i = first; i < size() && tokens_[i].begin == tokens_[first].begin; ++i) {
    if (tokens_[i].is(word_kind::unit)) {
      return i;
    }
  }
  return no_token;
}

bool token_view::is_behind(std::size_t at, mark wanted) const {
  const std::size_t first = next(at);
  for (std::size_t i = first; i < size() && tokens_[i].begin == tokens_[first].begin; ++i) {
    if (tokens_[i].is(wanted)) {
      return is_direct(at, i);
    }
  }
  return false;
}

bool token_view::is_before(std::size_t at, mark wanted) const {
  const std::size_t first = previous(at);
  for (std::size_t i = first; i < at && tokens_[i].begin == tokens_[first].begin; ++i) {
    if (tokens_[i].is(wanted)) {
      return is_direct(i, at);
    }
  }
  return false;
}

token_view::range token_view::clause(std::size_t at) const {
  range found{at, at};
  while (found.begin > 0 && at - found.begin < furthest &&
         tokens_[found.begin - 1].kind != token_kind::clause_end) {
    --found.begin;
  }
  while (found.end < size() && found.end - at < furthest &&
         tokens_[found.end].kind != token_kind::clause_end) {
    ++found.end;
  }
  return found;
}

bool token_view::has(range within, mark wanted) const {
  return std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(within.begin),
                     tokens_.begin() + static_cast<std::ptrdiff_t>(within.end),
                     [&](const token& each) { return each.is(wanted); });
}

}  // namespace aurawell::safety
