#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Stress, worry, low mood: what to do today, this week, and when to get help.
void write_mind(advice_text& out, const briefing& about);

}  // namespace aurawell::health
