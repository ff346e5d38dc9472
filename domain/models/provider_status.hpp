#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/models/circuit_breaker.hpp"
#include "domain/models/provider_lessons.hpp"

namespace aurawell {

/// A provider at one moment.
struct provider_status {
  std::string name;
  breaker_state breaker = breaker_state::closed;
  /// Within the breaker's window.
  std::uint32_t recent_attempts = 0;
  std::uint32_t recent_failures = 0;
  /// Until it is probed, while `open`.
  std::chrono::milliseconds probe_in{0};
  std::uint32_t streaming = 0;
  /// Since the program started.
  std::uint64_t attempts = 0;
  std::uint64_t failures = 0;
  /// Of the last failure, for people; empty: none yet.
  std::string last_failure;
  /// What was learned of it.
  std::vector<provider_lesson> lessons{};
  /// Its answers are taken to begin inside of thoughts that no tag opens. Nothing: a setting says
  /// it, or it is no server.
  std::optional<bool> unopened_thoughts{};
};

}  // namespace aurawell
