#pragma once

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/values/known_state.hpp"
#include "domain/safety/values/measurement.hpp"

namespace aurawell::safety {

/// `poisoning` if the amount of a drug or of alcohol is dangerous for that person.
finding_set proved_by_dose(const measurement& value, const known_person& known);

/// The same for what a conversation has told in parts: forty tablets, and what they were.
finding_set proved_by_doses(const known_person& known, person whom = person::unknown);

}  // namespace aurawell::safety
