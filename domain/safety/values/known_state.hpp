#pragma once

#include <array>
#include <bitset>
#include <cassert>
#include <cstddef>
#include <optional>

#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

using fact_set = std::bitset<static_cast<std::size_t>(fact::count)>;
using drug_set = std::bitset<static_cast<std::size_t>(drug::count)>;

/// Facts from a conversation about one person, or about several that are not distinguished. A
/// change only adds facts or replaces a value by a more dangerous one.
struct known_person {
  std::optional<int> age_days;   ///< of the youngest
  std::optional<int> weight_kg;  ///< of the lightest
  int pieces = 0;                ///< largest number of tablets taken of an unnamed drug
  int paracetamol_mg = 0;        ///< largest amount taken
  fact_set facts;
  drug_set drugs;  ///< drugs named as taken

  bool operator==(const known_person&) const = default;
};

inline bool has(const fact_set& facts, fact which) {
  return facts[static_cast<std::size_t>(which)];
}

/// Facts from a conversation so far, by person. Contains no text.
struct known_state {
  /// By `person`. `unknown` has facts without a named person. Facts about animals are not kept.
  std::array<known_person, static_cast<std::size_t>(person::animal)> people;

  /// Requires a person, not an animal.
  known_person& of(person subject) noexcept {
    assert(subject != person::animal);
    return people[static_cast<std::size_t>(subject)];
  }
  const known_person& of(person subject) const noexcept {
    assert(subject != person::animal);
    return people[static_cast<std::size_t>(subject)];
  }

  bool operator==(const known_state&) const = default;
};

/// Returns the facts of both. Commutative and idempotent.
known_person merged(const known_person& a, const known_person& b);
known_state merged(const known_state& a, const known_state& b);

/// Returns all facts that may apply to `subject`, including those without a named person. For
/// `unknown`, the facts about everybody.
known_person all_known_of(const known_state& state, person subject);

}  // namespace aurawell::safety
