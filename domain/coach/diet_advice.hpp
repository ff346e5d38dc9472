#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Energy, protein, the plate, water, and what conditions and restrictions change.
void write_diet(advice_text& out, const briefing& about);

}  // namespace aurawell::health
