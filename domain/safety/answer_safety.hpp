#pragma once

#include <optional>

#include "domain/safety/findings/level.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell {

/// What the safety screen found, as an answer brings it to its clients.
struct answer_safety {
  /// How grave the conversation has been up to the question.
  safety_level level = safety_level::routine;
  /// Whose numbers are named.
  safety::region where = safety::region::unknown;
  /// What the question itself says, whatever was said before it. Not known of answers that were
  /// stored before this was.
  std::optional<safety_level> level_now{};

  bool operator==(const answer_safety&) const = default;
};

}  // namespace aurawell
