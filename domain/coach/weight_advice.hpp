#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// BMI, the healthy range, the pace, and what to do about a plateau.
void write_weight(advice_text& out, const briefing& about);

}  // namespace aurawell::health
