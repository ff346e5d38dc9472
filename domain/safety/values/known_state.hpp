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

/// What a conversation has told of one person, or of several that are not told apart. It
/// only grows, towards what is more dangerous.
struct known_person {
  std::optional<int> age_days;   ///< of the youngest
  std::optional<int> weight_kg;  ///< of the lightest
  int pieces = 0;                ///< most tablets taken of a drug without a name
  int paracetamol_mg = 0;        ///< most taken
  fact_set facts;
  drug_set drugs;  ///< named as taken

  bool operator==(const known_person&) const = default;
};

inline bool has(const fact_set& facts, fact which) {
  return facts[static_cast<std::size_t>(which)];
}

/// What a conversation has told so far, by person. A value, without any text.
struct known_state {
  /// By `person`; of `unknown` is what was said of nobody by name. Nothing is kept of animals.
  std::array<known_person, static_cast<std::size_t>(person::animal)> people;

  /// `whom` is no animal.
  known_person& of(person whom) noexcept {
    assert(whom != person::animal);
    return people[static_cast<std::size_t>(whom)];
  }
  const known_person& of(person whom) const noexcept {
    assert(whom != person::animal);
    return people[static_cast<std::size_t>(whom)];
  }

  bool operator==(const known_state&) const = default;
};

/// What either tells. Order makes no difference, and merging again changes nothing.
known_person merged(const known_person& a, const known_person& b);
known_state merged(const known_state& a, const known_state& b);

/// All that may hold of `whom`: also what was said of nobody by name, and of `unknown`
/// what was said of anybody.
known_person all_known_of(const known_state& state, person whom);

}  // namespace aurawell::safety
