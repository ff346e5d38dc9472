#pragma once

#include <string_view>

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// True if the text names an everyday complaint: a headache, a cold, …
bool names_complaint(std::string_view folded_text);

/// A section on the first complaint that the question names, with the signs that need a
/// doctor; nothing if there is none. Never a diagnosis, a drug or a dose.
void write_symptom(advice_text& out, const briefing& about);

/// On drugs: whom to ask, and to change nothing alone.
void write_medication(advice_text& out);

}  // namespace aurawell::health
