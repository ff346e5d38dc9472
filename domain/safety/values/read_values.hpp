#pragma once

#include <optional>
#include <string_view>

#include "domain/safety/findings/finding.hpp"
#include "domain/safety/values/known_state.hpp"

namespace aurawell::safety {

struct value_findings {
  /// What this message proves, alone or with what was told before.
  finding_set found;
  /// What is known now: `earlier` and what this message tells.
  known_state known;
};

/// Reads the values, ages and conditions of one message and says what they prove by
/// published limits (thresholds.cpp). `phrase_text` as `phrase_text()` writes it;
/// `age_years` of the person asked for, used where the conversation tells no age;
/// `earlier` what the messages before told. Any bytes are accepted, the work is linear.
value_findings read_values(std::string_view phrase_text, std::optional<int> age_years,
                           const known_state& earlier);

}  // namespace aurawell::safety
