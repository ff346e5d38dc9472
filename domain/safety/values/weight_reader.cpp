#include <algorithm>
#include <string_view>

#include "domain/safety/values/value_readers.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Greatest distance in bytes before and after a mass at which words for a change of weight count.
constexpr std::size_t reach_before = 60;
constexpr std::size_t reach_behind = 16;

constexpr std::string_view changes =
    "lost|lose|losing|loss|gain|gained|gaining|put on|putting "
    "on|dropped|drop|dropping|shed|shedding|"
    "increased|decreased|up|down|by|瘦|胖|减|重了|掉|轻了|增|涨|长了|降";
constexpr std::string_view changes_behind =
    "more|less|heavier|lighter|overweight|underweight|extra";

/// Words for an owner: after them a mass is that of a thing, not of the person.
constexpr std::string_view owners =
    "my|his|her|hers|their|its|i have|ive|ive got|i had|i got|i feel|me|我的";

bool is_owner(std::string_view spelling) {
  bool found = false;
  for_each_phrase(owners, [&](std::string_view each) { found = found || each == spelling; });
  return found;
}

bool names_person(const token_view& words, std::size_t at) {
  return words[at].is(mark::is_age) ||
         (words[at].is(word_kind::person) && !words[at].is(word_kind::person, person::animal) &&
          !is_owner(words.spelling(at)));
}

// Returns the person before the mass: "他84公斤", "she is 60 kg"; not in 我30公斤的行李.
std::size_t person_before(const token_view& words, const mass_told& mass) {
  const std::size_t before = words.previous(mass.at);
  if (words.text().substr(words[mass.unit_at].end).starts_with("的")) {
    return no_token;
  }
  for (std::size_t i = before; i != no_token && i < mass.at; ++i) {
    if (names_person(words, i) && words.is_direct(i, mass.at)) {
      return i;
    }
  }
  return no_token;
}

// Returns the text from the start of the clause around `first`, or from after `first`, up to the
// number.
std::string_view text_before(const token_view& words, std::size_t first, std::size_t at) {
  const std::size_t clause = words.clause(first).begin;
  const bool verb = words.spelling(first).starts_with("weigh") && words.spelling(first) != "weight";
  const std::size_t begin = verb ? words[first].end : clause == 0 ? 0 : words[clause - 1].end;
  const std::size_t end = words[at].begin;
  const std::size_t nearest = end > reach_before ? end - reach_before : 0;
  return words.text().substr(std::max(begin, nearest), end - std::max(begin, nearest));
}

std::string_view text_behind(const token_view& words, std::size_t unit_at) {
  const auto rest = words.text().substr(words[unit_at].end, reach_behind);
  return rest.substr(0, rest.find_first_of(",;.!?"));
}

}  // namespace

void read_weight(const token_view& words, const mass_told& mass, std::vector<measurement>& found) {
  std::size_t named = label_of(words, mass.at);
  if (named == no_token || !words[named].is(word_kind::label, quantity::weight)) {
    named = person_before(words, mass);
  }
  if (named == no_token) {
    return;
  }
  const auto behind = text_behind(words, mass.unit_at);
  if (has_any(behind, changes) || has_any(behind, changes_behind) ||
      has_any(text_before(words, std::min(named, mass.at), mass.at), changes)) {
    return;
  }
  add_value(words, mass.at, no_token,
            {.measured = quantity::weight,
             .low = words[mass.at].low * mass.kilograms,
             .high = words[mass.at].high * mass.kilograms},
            found);
}

}  // namespace aurawell::safety
