#pragma once

#include "domain/coach/assessment.hpp"
#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// One bullet: the zone in beats per minute, or the talk test where the zone misleads.
void write_heart_rate(advice_text& out, const assessment& person);

}  // namespace aurawell::health
