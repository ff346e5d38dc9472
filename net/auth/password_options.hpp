#pragma once

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
  /// Passwords that wait; the next is refused.
  std::uint32_t password_queue = 32;
};

}  // namespace aurawell::net
