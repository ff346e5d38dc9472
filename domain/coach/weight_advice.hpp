#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// BMI, the healthy range, the pace, and what to do about a plateau.
void write_weight(advice_text& out, const briefing& about);

/// One bullet on the energy of a day and how it was worked out; nothing if it is not
/// known or must not be given. Says what was assumed.
void write_energy(advice_text& out, const briefing& about);

}  // namespace aurawell::health
