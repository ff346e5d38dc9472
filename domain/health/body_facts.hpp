#pragma once

#include "domain/health/profile_draft.hpp"
#include "domain/text/text_numbers.hpp"

namespace aurawell::health {

inline constexpr double kg_per_pound = 0.45359237;

/// Each takes the number into the draft if its neighbours say that it is one of these.
/// `next` is the number that follows in the text, or null.

void read_age(const text_number& n, profile_draft& draft);

/// True if `next` was used up too: "1米75", "5'10\"".
bool read_height(const text_number& n, const text_number* next, profile_draft& draft);

/// The weight, or the target weight if the person only wishes it. A change ("lose 5 kg")
/// and the weight of things are neither.
void read_weight(const text_number& n, profile_draft& draft);

}  // namespace aurawell::health
