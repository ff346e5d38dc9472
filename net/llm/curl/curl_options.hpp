#pragma once

#include <chrono>
#include <cstddef>

namespace aurawell::net {

/// Connections that a curl_loop keeps between exchanges.
struct curl_options {
  /// Idle connections to keep; past it the one that has been idle longest is closed. At least 1:
  /// for curl, 0 means its own choice.
  std::size_t idle_connections = 8;
  /// A connection that has been idle for this time is closed.
  std::chrono::milliseconds idle_timeout{60'000};
};

}  // namespace aurawell::net
