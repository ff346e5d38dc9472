#pragma once

#include <chrono>
#include <cstdint>

namespace aurawell {

/// When a failing provider is no longer asked, and for how long.
struct breaker_options {
  /// Only attempts that ended within this time are counted.
  std::chrono::milliseconds window{30'000};
  /// With fewer attempts the breaker stays closed.
  std::uint32_t min_requests = 5;
  /// Share of failed attempts, from 0 to 1, that opens the breaker.
  double failure_ratio = 0.5;
  /// Time to the first probe; doubles with each failed probe.
  std::chrono::milliseconds open_for{10'000};
  std::chrono::milliseconds max_open_for{120'000};
  /// Concurrent attempts while the breaker is half open.
  std::uint32_t probes = 1;
};

}  // namespace aurawell
