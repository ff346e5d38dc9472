#pragma once

#include <optional>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/values/known_state.hpp"
#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

/// What a stated value proves for a person of whom `known` holds.
finding_set proved_by_value(const measurement& value, const known_person& known);

/// What is proved by several things that hold of one person, such as fever and an age of
/// five weeks, whenever each was told.
finding_set proved_together(const known_person& known, person whom = person::unknown);

}  // namespace aurawell::safety
