#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace aurawell::net {

/// How much work a password is, and for how many at once.
struct password_options {
  /// What one hash needs while it is made.
  std::size_t password_memory = std::size_t{64} * 1024 * 1024;
  /// How often it goes over that.
  std::uint32_t password_passes = 2;
  std::uint32_t password_threads = 1;
  /// Passwords of strangers that wait, and half as many of those who are known; the next is
  /// refused.
  std::uint32_t password_queue = 32;
  /// One that has waited so long is refused when the next one's turn comes.
  std::chrono::milliseconds password_wait{5'000};
};

}  // namespace aurawell::net
