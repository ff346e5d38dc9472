#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Energy, protein, the plate, water, and what conditions and restrictions change.
void write_diet(advice_text& out, const briefing& about);

/// One bullet: grams per day if they may be given, and foods that this person eats.
void write_protein(advice_text& out, const assessment& person);

}  // namespace aurawell::health
