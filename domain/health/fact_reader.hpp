#pragma once

#include <vector>

#include "domain/context_fact.hpp"
#include "domain/health/profile_draft.hpp"

namespace aurawell::health {

/// No more facts than this are read.
inline constexpr std::size_t most_facts = 400;

/// Takes what the facts say about the person asked for: keys such as "age", "heightCm",
/// "profile.weight_kg", "health_data.sleep_hours", "身高". A value may be a number or a
/// text ("175 cm", "5'10\""). Other keys, other people's facts ("spouse.age") and
/// words that mean nothing here are passed over.
void read_facts(const std::vector<context_fact>& facts, profile_draft& draft);

}  // namespace aurawell::health
