#pragma once

#include <optional>

#include "domain/safety/findings/level.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell {

/// The result of the safety screen that clients receive with an answer.
struct answer_safety {
  /// Highest level of the conversation up to the question.
  safety_level level = safety_level::routine;
  /// The region whose numbers are named.
  safety::region user_region = safety::region::unknown;
  /// Level of the question alone. Unknown for answers that were stored before this value existed.
  std::optional<safety_level> level_now{};

  bool operator==(const answer_safety&) const = default;
};

}  // namespace aurawell
