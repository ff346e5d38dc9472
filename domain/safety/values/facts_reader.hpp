#pragma once

#include <vector>

#include "domain/safety/values/known_state.hpp"
#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

/// What one message tells of each person: its words and the values that were read from it.
/// `child_told`: it is known already that the conversation is about a child.
known_state facts_in(const token_view& words, const std::vector<measurement>& values,
                     bool child_told);

}  // namespace aurawell::safety
