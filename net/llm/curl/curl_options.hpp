#pragma once

#include <chrono>
#include <cstddef>

namespace aurawell::net {

/// What a curl_loop keeps between exchanges.
struct curl_options {
  /// Connections without an exchange that are kept for the next one; past it the one that
  /// has been idle longest is closed. At least 1: to curl, 0 means that it chooses.
  std::size_t idle_connections = 8;
  /// One that has been idle for so long is ended.
  std::chrono::milliseconds idle_timeout{60'000};
};

}  // namespace aurawell::net
