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

/// All that the store knows where a question is asked.
struct conversation_background {
  conversation_past past;
  stored_profile profile;
  /// The newest of each kind.
  std::vector<health_sample> samples;
  /// Why the part is empty, if it could not be read.
  std::optional<error> past_failure{};
  std::optional<error> person_failure{};
};

/// Of the conversation and of the member that it belongs to. One part that fails leaves
/// the other.
conversation_background load_background(advice_store& store, const background_query& query);

}  // namespace aurawell
