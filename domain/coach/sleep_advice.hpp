#pragma once

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// How much is needed and missing, when to go to bed, and what helps.
void write_sleep(advice_text& out, const briefing& about);

/// Hours that the person should sleep: their own goal, else the middle of what is
/// advised at their age, at most eight for adults.
double sleep_aim_hours(const assessment& person);

/// Missing hours per night; nothing if the sleep is not known, zero if it is enough.
std::optional<double> sleep_gap_hours(const assessment& person);

/// When to switch off the light to get the hours in before rising, with a quarter of an hour to
/// fall asleep.
int lights_out_minutes(int rise_minutes, double hours);

}  // namespace aurawell::health
