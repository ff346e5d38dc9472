#include <algorithm>
#include <array>

#include "domain/safety/values/value_readers.hpp"
#include "domain/safety/words/denied_word.hpp"

namespace aurawell::safety {

namespace {

struct lasting {
  quantity measured;
  double in_minutes;
  double longest;  ///< minutes; a longer time is medical history
};

constexpr std::array<lasting, 6> lasting_states{{
    {quantity::seizure, 1, minutes_in_day},
    {quantity::unconscious, 1, 3 * minutes_in_day},
    {quantity::no_urine, minutes_in_hour, 4 * minutes_in_day},
    {quantity::no_drink, minutes_in_hour, 7 * minutes_in_day},
    {quantity::no_food, minutes_in_hour, 60 * minutes_in_day},
    {quantity::no_foetal_movement, minutes_in_hour, 7 * minutes_in_day},
}};

const lasting* state_of(const token& each) {
  for (const lasting& state : lasting_states) {
    if (each.is(word_kind::label, state.measured)) {
      return &state;
    }
  }
  return nullptr;
}

// Returns the nearest word for a state that may last, in the clause or in the adjacent clauses.
std::size_t state_near(const token_view& words, const minutes_told& span) {
  constexpr std::size_t widest_gap = 60;
  std::size_t found = no_token;
  std::size_t nearest = widest_gap + 1;
  const std::size_t first = span.at > 24 ? span.at - 24 : 0;
  int breaks = 0;
  for (std::size_t i = span.at; i > first && breaks < 2; --i) {
    breaks += words[i - 1].kind == token_kind::clause_end ? 1 : 0;
    const std::size_t gap = words[span.at].begin - words[i - 1].end;
    if (breaks < 2 && state_of(words[i - 1]) != nullptr && gap < nearest) {
      found = i - 1;
      nearest = gap;
    }
  }
  const std::size_t end = std::min(words.clause(span.at).end, span.unit_at + 24);
  for (std::size_t i = span.unit_at + 1; i < end; ++i) {
    if (state_of(words[i]) != nullptr && words[i].begin - words[span.unit_at].end < nearest) {
      found = i;
      nearest = words[i].begin - words[span.unit_at].end;
    }
  }
  return found;
}

}  // namespace

void read_lasting(const token_view& words, const minutes_told& span,
                  std::vector<measurement>& found) {
  const std::size_t label = state_near(words, span);
  if (label == no_token || words.is_behind(span.unit_at, mark::ago)) {
    return;
  }
  const lasting& state = *state_of(words[label]);
  if (span.high > state.longest ||
      (span.low >= 2 * minutes_in_day && state.measured == quantity::seizure)) {
    return;
  }
  add_value(words, span.at, label,
            {.measured = state.measured,
             .low = span.low / state.in_minutes,
             .high = span.high / state.in_minutes},
            found);
  const bool lacks = state.measured >= quantity::no_urine;
  if (!lacks && is_denied_word(words, label)) {
    found.back().context = circumstance::denied;
  }
}

}  // namespace aurawell::safety
