#pragma once

#include <vector>

#include "domain/context_fact.hpp"
#include "domain/health/profile.hpp"

namespace aurawell::health {

/// What the owner of a profile filled in, named and written as `read_profile_form` reads
/// it; a list's key is repeated. What is absent has no field.
std::vector<context_fact> profile_fields(const profile& values);

/// What was measured or told: "sleep_hours", "steps", "mood", "stress_level",
/// "resting_heart_rate", "blood_pressure". Times of day are left out.
std::vector<context_fact> measured_fields(const profile& values);

}  // namespace aurawell::health
