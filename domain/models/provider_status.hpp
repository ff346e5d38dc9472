#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/models/circuit_breaker.hpp"
#include "domain/models/provider_lessons.hpp"

namespace aurawell {

/// The state of a provider at one moment.
struct provider_status {
  std::string name;
  breaker_state breaker = breaker_state::closed;
  /// Attempts within the breaker's window.
  std::uint32_t recent_attempts = 0;
  std::uint32_t recent_failures = 0;
  /// Time to the next probe, while `open`.
  std::chrono::milliseconds probe_in{0};
  std::uint32_t streaming = 0;
  /// Total since the program started.
  std::uint64_t attempts = 0;
  std::uint64_t failures = 0;
  /// The last failure as a text for people; empty: none yet.
  std::string last_failure;
  /// What was learned about it.
  std::vector<provider_lesson> lessons{};
  /// Whether its answers are assumed to begin inside thoughts without an opening tag. Nothing: a
  /// setting decides, or it is no server.
  std::optional<bool> unopened_thoughts{};
};

}  // namespace aurawell
