#include "domain/safety/values/circumstances.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "domain/safety/words/denied_word.hpp"

namespace aurawell::safety {

namespace {

using range = token_view::range;

/// Greatest distance in tokens between a value and the person who was measured.
constexpr std::size_t furthest_person = 64;

range clause_before(const token_view& words, range clause) {
  return clause.begin < 2 ? range{clause.begin, clause.begin} : words.clause(clause.begin - 2);
}

bool has_number(const token_view& words, range within) {
  for (std::size_t i = within.begin; i < within.end; ++i) {
    if (words[i].kind == token_kind::number) {
      return true;
    }
  }
  return false;
}

std::optional<mark> comparison_at(const token_view& words, std::size_t at) {
  if (words.is_before(at, mark::above) || words.is_before(at, mark::below)) {
    return words.is_before(at, mark::above) ? mark::above : mark::below;
  }
  const std::size_t unit = words.unit_behind(at);
  const std::size_t last = unit == no_token ? at : unit;
  for (const mark each : {mark::above, mark::below}) {
    const std::size_t next = words.next(last);
    if (words.is_behind(last, each) &&
        (words.spelling(next).starts_with("or ") || words.spelling(next).starts_with("以"))) {
      return each;
    }
  }
  if (words.text().substr(words[last].end).starts_with('+')) {
    return mark::above;
  }
  return std::nullopt;
}

bool is_body_label(const token_view& words, std::size_t label) {
  if (label == no_token) {
    return false;
  }
  const auto spelling = words.spelling(label);
  return !spelling.starts_with("temp") && !spelling.starts_with("tmp") && spelling != "温度" &&
         !spelling.starts_with("烧");
}

bool is_of_sport(const token_view& words, std::size_t at) {
  const range clause = words.clause(at);
  for (std::size_t i = clause.begin; i < at; ++i) {
    if (words[i].is(mark::now) && (words.spelling(i) == "still" || words.spelling(i) == "还是")) {
      return false;
    }
  }
  return words.has(mark::sport) && !words.has(mark::at_rest);
}

bool tells_of_birth(const token_view& words, range clause) {
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (words[i].is(mark::born) || words[i].is(word_kind::fact, fact::gave_birth)) {
      return true;
    }
  }
  return false;
}

// Whether the clause names a time at least `least` ago: "3 weeks ago", 三年前.
bool tells_of_days_ago(const token_view& words, range clause, unit least) {
  if (tells_of_birth(words, clause)) {
    return false;
  }
  for (std::size_t i = clause.begin + 1; i < clause.end; ++i) {
    const token& before = words[i - 1];
    if (words[i].is(mark::ago) && before.is(word_kind::unit) &&
        before.meaning.code >= static_cast<int>(least) &&
        before.meaning.code <= static_cast<int>(unit::year)) {
      return true;
    }
  }
  return false;
}

bool is_long_ago(const token_view& words, std::size_t at, quantity measured) {
  const range clause = words.clause(at);
  if (words.has(clause, mark::now)) {
    return false;
  }
  const range before = clause_before(words, clause);
  const bool amount = measured == quantity::drug_mass || measured == quantity::drug_pieces;
  return words.has(clause, mark::far_past) ||
         tells_of_days_ago(words, clause, amount ? unit::week : unit::day) ||
         (!amount && words.has(before, mark::far_past) && !has_number(words, before));
}

// Whether `wanted` precedes the number in its clause without a "now" between them.
bool follows(const token_view& words, range clause, std::size_t at, mark wanted) {
  for (std::size_t i = at; i > clause.begin; --i) {
    if (words[i - 1].is(mark::now)) {
      return false;
    }
    if (words[i - 1].is(wanted)) {
      return true;
    }
  }
  return false;
}

// Whether the clause asks what is normal: "低于90算低血压吗".
bool asks_for_norm(const token_view& words, range clause) {
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (words[i].is(mark::imagined) && words.spelling(i).starts_with("算")) {
      return true;
    }
  }
  return false;
}

bool may_be_habit(quantity measured) {
  return measured == quantity::systolic || measured == quantity::diastolic ||
         measured == quantity::pulse || measured == quantity::oxygen;
}

}  // namespace

void apply_bounds(const token_view& words, std::size_t at, measurement& value) {
  const auto comparison = comparison_at(words, at);
  if (!comparison) {
    return;
  }
  const bool turned = is_denied_word(words, at);
  constexpr double without_end = std::numeric_limits<double>::infinity();
  if ((comparison == mark::above) != turned) {
    value.low = value.low + (turned ? 0 : least_difference);
    value.high = without_end;
  } else {
    value.high = value.high - (turned ? 0 : least_difference);
    value.low = -without_end;
  }
}

circumstance circumstance_of(const token_view& words, std::size_t at, std::size_t label,
                             quantity measured) {
  const range clause = words.clause(at);
  const range before = clause_before(words, clause);
  const bool lacks = measured >= quantity::no_urine && measured <= quantity::no_foetal_movement;
  const std::size_t place = label != no_token && lacks ? label : at;
  if (!lacks && !comparison_at(words, at) && is_denied_word(words, place)) {
    return circumstance::denied;
  }
  if (words.has({clause.begin, std::max(clause.begin, at)}, mark::imagined) ||
      asks_for_norm(words, clause) ||
      (words.has(before, mark::imagined) && !has_number(words, before))) {
    return circumstance::imagined;
  }
  if (follows(words, clause, at, mark::goal)) {
    return circumstance::goal;
  }
  const bool exertion = measured == quantity::pulse || measured == quantity::breaths ||
                        measured == quantity::systolic || measured == quantity::diastolic;
  if (exertion && is_of_sport(words, at)) {
    return circumstance::sport;
  }
  if (measured == quantity::temperature && !is_body_label(words, label) &&
      words.has(clause, mark::surroundings)) {
    return circumstance::surroundings;
  }
  if (is_long_ago(words, at, measured)) {
    return circumstance::past;
  }
  return may_be_habit(measured) && follows(words, clause, at, mark::habit) ? circumstance::habit
                                                                           : circumstance::stated;
}

person person_of(const token_view& words, std::size_t at, std::size_t label) {
  const range clause = words.clause(at);
  const std::size_t first = label == no_token ? at : std::min(at, label);
  for (std::size_t i = first, left = furthest_person; i > 0 && left > 0; --i, --left) {
    const token& each = words[i - 1];
    if (!each.is(word_kind::person)) {
      continue;
    }
    const auto subject = static_cast<person>(each.meaning.code);
    const bool own = i - 1 >= clause.begin && words.is_direct(i - 1, first);
    if (subject == person::self && !own) {
      continue;
    }
    return subject;
  }
  person last = person::unknown;
  for (std::size_t i = at + 1; i < clause.end; ++i) {
    if (words[i].is(word_kind::person)) {
      last = static_cast<person>(words[i].meaning.code);
    }
  }
  return last == person::self ? person::unknown : last;
}

}  // namespace aurawell::safety
