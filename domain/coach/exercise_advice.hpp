#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Heart-rate zone, a week's plan for the present level, steps, strength, and what
/// conditions change.
void write_exercise(advice_text& out, const briefing& about);

/// One bullet: the zone in beats per minute, or the talk test where the zone misleads.
void write_heart_rate(advice_text& out, const assessment& person);

}  // namespace aurawell::health
