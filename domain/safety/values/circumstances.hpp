#pragma once

#include <cstddef>

#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

inline constexpr int days_of_childhood = 13 * 365;

/// Returns how the value of the number `at` is meant. `label` is the word that names it, or
/// no_token.
circumstance circumstance_of(const token_view& words, std::size_t at, std::size_t label,
                             quantity measured);

/// Returns the person whom the number or word `at` belongs to.
person person_of(const token_view& words, std::size_t at, std::size_t label);

/// Narrows `value` by "over", "below", 以上 and their denials at the number.
void apply_bounds(const token_view& words, std::size_t at, measurement& value);

}  // namespace aurawell::safety
