#pragma once

#include <vector>

#include "domain/context_fact.hpp"
#include "domain/health/profile_draft.hpp"

namespace aurawell::health {

/// Limit of the facts that are read.
inline constexpr std::size_t most_facts = 400;

/// Adds to `draft` the values that the facts give for the person that the question is about, with
/// keys such as "age", "heightCm", "profile.weight_kg", "health_data.sleep_hours", "身高". A value
/// may be a number or a text ("175 cm", "5'10\""). Ignores other keys, facts about other people
/// ("spouse.age") and texts that it cannot read.
void read_facts(const std::vector<context_fact>& facts, profile_draft& draft);

}  // namespace aurawell::health
