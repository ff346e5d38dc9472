#pragma once

#include <optional>
#include <string_view>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/values/known_state.hpp"

namespace aurawell::safety {

struct value_findings {
  /// Findings that this message proves, alone or with earlier ones.
  finding_set found;
  /// Facts from `earlier` and from this message.
  known_state known;
};

/// Reads the values, ages and conditions of one message and returns what they prove by published
/// limits (thresholds.cpp). `phrase_text` is a result of `phrase_text()`. `age_years` is the age of
/// the person whom the question is about, used when the conversation names no age. `earlier` has
/// the facts of the earlier messages. Accepts any bytes; takes linear time.
value_findings read_values(std::string_view phrase_text, std::optional<int> age_years,
                           const known_state& earlier);

}  // namespace aurawell::safety
