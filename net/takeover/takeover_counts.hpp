#pragma once

#include <cstdint>

#include "domain/guarded.hpp"

namespace aurawell::net {

/// The attempts of other processes to take over from this one, by how they ended.
struct takeover_counts {
  std::uint64_t done = 0;
  /// This process serves on.
  std::uint64_t failed = 0;
  /// Of another system user, or during another attempt.
  std::uint64_t refused = 0;
};

using takeover_board = guarded<takeover_counts>;

}  // namespace aurawell::net
