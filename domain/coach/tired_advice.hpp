#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Tiredness: sleep, stress and movement together, and when it needs a doctor.
void write_tired(advice_text& out, const briefing& about);

}  // namespace aurawell::health
