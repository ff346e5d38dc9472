#include "domain/safety/values/known_state.hpp"

#include <algorithm>

namespace aurawell::safety {

namespace {

std::optional<int> lower(std::optional<int> a, std::optional<int> b) {
  return a && b ? std::min(*a, *b) : (a ? a : b);
}

}  // namespace

known_person merged(const known_person& a, const known_person& b) {
  return {lower(a.age_days, b.age_days),
          lower(a.weight_kg, b.weight_kg),
          std::max(a.pieces, b.pieces),
          std::max(a.paracetamol_mg, b.paracetamol_mg),
          a.facts | b.facts,
          a.drugs | b.drugs};
}

known_state merged(const known_state& a, const known_state& b) {
  known_state both;
  for (std::size_t i = 0; i < both.people.size(); ++i) {
    both.people[i] = merged(a.people[i], b.people[i]);
  }
  return both;
}

known_person all_known_of(const known_state& state, person subject) {
  if (subject != person::unknown) {
    return merged(state.of(subject), state.of(person::unknown));
  }
  known_person all;
  for (const known_person& each : state.people) {
    all = merged(all, each);
  }
  return all;
}

}  // namespace aurawell::safety
