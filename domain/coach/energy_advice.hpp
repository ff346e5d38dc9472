#pragma once

#include <string>

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// One bullet on the energy of a day and how it was worked out; nothing if it is not
/// known or must not be given. Says what was assumed.
void write_energy(advice_text& out, const briefing& about);

/// A change of weight in a week: "0.5 公斤", "0.5 kg", "1.1 lb", in the person's units.
std::string pace_text(const advice_text& out, const profile& who, double kg_per_week);

}  // namespace aurawell::health
