#pragma once

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/values/known_state.hpp"
#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

/// Returns `poisoning` if the amount of a drug or of alcohol is dangerous for that person.
finding_set proved_by_dose(const measurement& value, const known_person& known);

/// As `proved_by_dose`, for facts from several messages: first forty tablets, then their name.
finding_set proved_by_doses(const known_person& known, person subject = person::unknown);

}  // namespace aurawell::safety
