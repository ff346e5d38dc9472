#pragma once

#include "domain/coach/assessment.hpp"
#include "domain/health/advice_text.hpp"

namespace aurawell::health {

/// One bullet: grams per day if they may be given, and foods that this person eats.
void write_protein(advice_text& out, const assessment& person);

}  // namespace aurawell::health
