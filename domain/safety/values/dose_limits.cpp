#include "domain/safety/values/dose_limits.hpp"

#include <algorithm>
#include <array>

namespace aurawell::safety {

namespace {

constexpr int adult_days = 13 * 365;

/// Weight of a child of five or six, used when the weight is not known.
constexpr double child_kg = 20;

struct mass_limit {
  drug of;
  double mg;         ///< a larger amount is dangerous for anybody
  double mg_per_kg;  ///< a larger amount is dangerous, too
  double mg_in_piece;
};

// The largest harmless amounts at once or within a day.
constexpr auto mass_limits = std::to_array<mass_limit>({
    // Leaflets: 4 g a day; TOXBASE and the UK MHRA 2012: 75 mg/kg needs assessment.
    {drug::paracetamol, 4000, 75, 500},
    // TOXBASE: 100 mg/kg; for 50 kg.
    {drug::ibuprofen, 5000, 100, 200},
    // TOXBASE: 125 mg/kg; for 60 kg.
    {drug::aspirin, 7500, 125, 300},
    // 210 g of alcohol, fifteen drinks, bring 70 kg to 0.4 % (Widmark), which may kill (NIAAA).
    {drug::alcohol, 209'000, 3000, 14'000},
});

struct piece_limit {
  drug of;
  int adult;  ///< this number or more at once is dangerous
  int child;
};

// AAPCC guidelines for out-of-hospital management, by the strength of common tablets; for
// children the "one pill can kill" lists (Koren 1993, Bar-Oz 2004).
constexpr auto piece_limits = std::to_array<piece_limit>({
    {drug::sleeping, 5, 1},
    {drug::opioid, 5, 1},
    {drug::antidepressant, 10, 1},
    {drug::heart, 4, 1},
    {drug::antidiabetic, 6, 1},
    {drug::iron, 20, 3},
    {drug::other_danger, 10, 2},
    // Of any kind.
    {drug::unknown, 21, 5},
    {drug::tablet, 21, 5},
});

bool is_child(person subject, const known_person& known) {
  return known.age_days ? *known.age_days < adult_days : subject == person::child;
}

finding_set poisoning_if(bool proved) {
  finding_set found;
  found.set(static_cast<std::size_t>(finding::poisoning), proved);
  return found;
}

bool is_too_much(drug of, double mg, bool child, const known_person& known) {
  const auto* const limit = std::find_if(mass_limits.begin(), mass_limits.end(),
                                         [of](const mass_limit& each) { return each.of == of; });
  if (limit == mass_limits.end()) {
    return false;
  }
  const bool weighed = known.weight_kg && *known.weight_kg > 0;
  const double kg = weighed ? *known.weight_kg : child_kg;
  return mg > limit->mg || ((weighed || child) && mg > kg * limit->mg_per_kg);
}

bool are_too_many(drug of, double pieces, bool child, const known_person& known) {
  for (const mass_limit& each : mass_limits) {
    if (each.of == of) {
      return is_too_much(of, pieces * each.mg_in_piece, child, known);
    }
  }
  return std::any_of(piece_limits.begin(), piece_limits.end(), [&](const piece_limit& each) {
    return each.of == of && pieces >= (child ? each.child : each.adult);
  });
}

}  // namespace

finding_set proved_by_dose(const measurement& value, const known_person& known) {
  const bool child = is_child(value.subject, known);
  return poisoning_if(value.measured == quantity::drug_mass
                          ? is_too_much(value.of, value.low, child, known)
                          : value.of != drug::unknown &&
                                are_too_many(value.of, value.low, child, known));
}

finding_set proved_by_doses(const known_person& known, person subject) {
  const bool child = is_child(subject, known);
  if (known.paracetamol_mg > 0 &&
      is_too_much(drug::paracetamol, known.paracetamol_mg, child, known)) {
    return poisoning_if(true);
  }
  if (known.pieces == 0 || !has(known.facts, fact::pills_taken)) {
    return {};
  }
  bool proved = are_too_many(drug::unknown, known.pieces, child, known);
  for (std::size_t i = 0; i < known.drugs.size() && !proved; ++i) {
    proved = known.drugs[i] && are_too_many(static_cast<drug>(i), known.pieces, child, known);
  }
  return poisoning_if(proved);
}

}  // namespace aurawell::safety
