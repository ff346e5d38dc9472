#pragma once

#include <chrono>
#include <string>

namespace aurawell {

/// How a server stops without losing an answer.
struct drain_options {
  /// The server still accepts everything for this long, but reports that it is not ready, so that
  /// load balancers send clients elsewhere first. Long enough for three checks in one-second
  /// intervals and for a change of endpoints to reach every gateway of a cluster.
  std::chrono::milliseconds notice{5'000};
  /// Time for running answers after that; then they end as incomplete.
  std::chrono::milliseconds answers{60'000};
  /// The connections are closed over this time, so that not all clients connect elsewhere at once.
  std::chrono::milliseconds spread{10'000};
  /// The shortest wait that a closed client is told, and half of the longest.
  std::chrono::milliseconds reconnect{1'000};
};

/// The wait of one client until it connects again.
/// @param draw By chance, from 0 to 1.
std::chrono::milliseconds reconnect_delay(const drain_options& options, double draw) noexcept;

/// The reason in a close frame with `close_code::service_restart`. docs/protocol.md has its format.
std::string restart_reason(std::chrono::milliseconds delay);

}  // namespace aurawell
