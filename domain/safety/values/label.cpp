#include <algorithm>

#include "domain/safety/values/circumstances.hpp"
#include "domain/safety/values/value_readers.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Greatest distance in bytes between a label and its value: sixteen Chinese characters, or eight
/// words.
constexpr std::size_t widest_gap_to_value = 56;

bool names_vital(const token& each) {
  return each.is(word_kind::label) && (each.meaning.code <= static_cast<int>(quantity::ketones) ||
                                       each.is(word_kind::label, quantity::weight));
}

// Whether an unknown word after the number names what is counted: "40 crackers".
bool counts_something(const token_view& words, std::size_t at) {
  constexpr std::string_view harmless =
      "and|but|at|in|on|for|with|so|is|what|this|that|since|after|while|when|even|as|or|then|too|"
      "please|help|to|by|should|can|"
      "do|does|could|i|because|last|dangerous|bad|low|lower|normal|high|ok|okay|good|fine|right|"
      "now|it|he|she|my|his|her|has|"
      "have|im|are|was|which|lol|rn|over|per|out|all|also|just|still|going|despite|max|not|than|"
      "and|if|where|who|what|will|ish|today|yesterday|every|though|despite|resting|lying|sitting|"
      "under|we|they|taken|both";
  const std::string_view text = words.text();
  std::size_t begin = words[at].end;
  while (begin < text.size() && text[begin] == ' ') {
    ++begin;
  }
  std::size_t end = begin;
  while (end < text.size() && is_ascii_letter(text[end])) {
    ++end;
  }
  if (end == begin || !words_at(text, begin).empty()) {
    return false;
  }
  bool found = false;
  for_each_phrase(harmless, [&](std::string_view word) {
    found = found || word == text.substr(begin, end - begin);
  });
  return !found;
}

std::size_t label_before(const token_view& words, std::size_t begin, std::size_t at,
                         std::size_t limit) {
  int numbers = 0;
  for (std::size_t i = at; i > begin; --i) {
    const token& each = words[i - 1];
    const bool close = words[limit].begin - each.end <= widest_gap_to_value;
    if (!close || each.kind == token_kind::clause_end) {
      return no_token;
    }
    if (each.kind == token_kind::number && ++numbers > 1) {
      return no_token;
    }
    if (names_vital(each)) {
      return i - 1;
    }
    if (each.is(word_kind::label, quantity::other)) {
      return i - 1;
    }
  }
  return no_token;
}

std::size_t label_behind(const token_view& words, std::size_t at) {
  const std::size_t unit = words.unit_behind(at);
  const std::size_t last = unit == no_token ? at : unit;
  const std::size_t end = words.clause(at).end;
  for (std::size_t i = last + 1; i < end && words[i].kind != token_kind::number; ++i) {
    if (words[i].begin < words[last].end) {
      continue;
    }
    if (words[i].begin - words[last].end > 24) {
      return no_token;
    }
    if (names_vital(words[i])) {
      const auto gap = words.between(last, i);
      const bool joined = gap.find("and") != gap.npos || gap.find("with") != gap.npos;
      const std::size_t next = words.next(i);
      const bool has_own =
          next != no_token && words[next].kind == token_kind::number && words.is_direct(i, next);
      return !joined && !has_own && words.is_direct(last, i) ? i : no_token;
    }
  }
  return no_token;
}

// Requires that the number's own clause names nothing else.
std::size_t label_in_clause_before(const token_view& words, token_view::range clause,
                                   std::size_t at) {
  if (clause.begin < 2) {
    return no_token;
  }
  const auto before = words.clause(clause.begin - 2);
  std::size_t label = label_before(words, before.begin, clause.begin - 1, at);
  if (label == no_token || words[label].is(word_kind::label, quantity::other)) {
    return no_token;
  }
  for (std::size_t i = label; i < clause.begin; ++i) {
    const bool heat = words[label].is(word_kind::label, quantity::temperature);
    if (words[i].kind == token_kind::number && !heat && words[i].begin > words[label].begin) {
      return no_token;
    }
  }
  return label;
}

}  // namespace

std::size_t label_of(const token_view& words, std::size_t at) {
  const auto clause = words.clause(at);
  const bool bare = words.unit_behind(at) == no_token;
  const std::size_t before = label_before(words, clause.begin, at, at);
  if (before != no_token) {
    const bool direct = words.is_direct(before, at);
    return direct || !bare || !counts_something(words, at) ? before : no_token;
  }
  if (const std::size_t behind = label_behind(words, at); behind != no_token) {
    return behind;
  }
  return bare && counts_something(words, at) ? no_token : label_in_clause_before(words, clause, at);
}

void add_value(const token_view& words, std::size_t at, std::size_t label, measurement value,
               std::vector<measurement>& found) {
  apply_bounds(words, at, value);
  value.context = circumstance_of(words, at, label, value.measured);
  value.subject = person_of(words, at, label);
  found.push_back(value);
}

}  // namespace aurawell::safety
