#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {

/// Effort of a password's hash, and limits of waiting jobs.
struct password_options {
  /// Memory of one hash in bytes, while it is computed.
  std::size_t password_memory = std::size_t{64} * 1024 * 1024;
  /// Passes over that memory.
  std::uint32_t password_passes = 2;
  std::uint32_t password_threads = 1;
  /// Waiting passwords of strangers, and half as many of known users; a further one is refused.
  std::uint32_t password_queue = 32;
  /// One that has waited longer is refused at its turn.
  std::chrono::milliseconds password_wait{5'000};
};

}  // namespace aurawell::net
