#pragma once

#include "domain/health/profile_draft.hpp"
#include "domain/text/text_numbers.hpp"

namespace aurawell::health {

/// Each takes the number into the draft if its neighbours say that it is one of these,
/// and not merely wished or asked about. `next` follows in the text, or is null.

void read_sleep(const text_number& n, profile_draft& draft);
void read_steps(const text_number& n, profile_draft& draft);

/// When the person goes to bed and gets up.
void read_clock(const text_number& n, const text_number* next, profile_draft& draft);

/// Blood pressure, resting heart rate, stress from 0 to 10. `about_pressure`: the text
/// speaks of blood pressure, so "150/95" is one.
void read_vitals(const text_number& n, const text_number* next, bool about_pressure,
                 profile_draft& draft);

}  // namespace aurawell::health
