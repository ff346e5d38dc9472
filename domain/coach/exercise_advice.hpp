#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Heart-rate zone, a week's plan for the present level, steps, strength, and what
/// conditions change.
void write_exercise(advice_text& out, const briefing& about);

}  // namespace aurawell::health
