#pragma once

#include <vector>

#include "domain/safety/values/known_state.hpp"
#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

/// Returns what one message says about each person, by its words and the values that were read from
/// it. `child_told`: earlier messages are about a child.
known_state facts_in(const token_view& words, const std::vector<measurement>& values,
                     bool child_told);

}  // namespace aurawell::safety
