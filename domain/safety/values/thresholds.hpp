#pragma once

#include <optional>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/values/known_state.hpp"
#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

/// Returns what a stated value proves for a person with the facts `known`.
finding_set proved_by_value(const measurement& value, const known_person& known);

/// Returns what several facts about one person prove together, such as fever and an age of five
/// weeks. The facts may be from different messages.
finding_set proved_together(const known_person& known, person subject = person::unknown);

}  // namespace aurawell::safety
