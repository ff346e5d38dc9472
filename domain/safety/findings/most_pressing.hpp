#pragma once

#include <cstddef>
#include <vector>

#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

/// Most findings that the service itself mentions in one answer.
inline constexpr std::size_t most_spoken_of = 2;

/// Returns the emergencies of `found` that an answer mentions, most pressing first. `self_harm` is
/// always among them, and precedes `strangulation`.
std::vector<finding> most_pressing_emergencies(const finding_set& found);

/// Returns the other findings that an answer mentions, in the same way. Findings of level
/// `see_doctor` are left out when there is an urgent one.
std::vector<finding> most_pressing_early(const finding_set& found);

}  // namespace aurawell::safety
