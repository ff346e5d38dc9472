#pragma once

#include <cstddef>
#include <vector>

#include "domain/safety/findings/finding.hpp"

namespace aurawell::safety {

/// Of so many findings the service itself speaks in one answer.
inline constexpr std::size_t most_spoken_of = 2;

/// The emergencies of `found` that are spoken of, most pressing first. Somebody who thinks of
/// dying is always among them, and hears that before anything about the neck.
std::vector<finding> most_pressing_emergencies(const finding_set& found);

/// Those of `found` that are no emergencies and are spoken of, in the same way; nothing for a
/// doctor beside what is urgent.
std::vector<finding> most_pressing_early(const finding_set& found);

}  // namespace aurawell::safety
