#pragma once

#include "domain/health/advice_text.hpp"
#include "domain/health/profile.hpp"

namespace aurawell::health {

/// One bullet: the steps of a day against the goal, the person's own or the usual one of the age;
/// nothing if they are not known.
void write_steps(advice_text& out, const profile& who);

}  // namespace aurawell::health
