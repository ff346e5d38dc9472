#pragma once

#include <optional>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/ports/advice_store.hpp"

namespace aurawell {

struct background_query {
  history_query past;
  wall_time now;
};

/// What the store knows for a question.
struct conversation_background {
  conversation_past past;
  stored_profile profile;
  /// The newest sample of each kind.
  std::vector<health_sample> samples;
  /// Why the part is empty, if the read failed.
  std::optional<error> past_failure{};
  std::optional<error> person_failure{};
};

/// Reads the conversation and its member. If one part fails, the other is still returned.
conversation_background load_background(advice_store& store, const background_query& query);

}  // namespace aurawell
