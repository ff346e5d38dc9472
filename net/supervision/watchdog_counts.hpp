#pragma once

#include <cstdint>

#include "domain/guarded.hpp"

namespace aurawell::net {

/// The messages to the service manager's watchdog.
struct watchdog_counts {
  std::uint64_t sent = 0;
  /// Left out because a part did not answer.
  std::uint64_t withheld = 0;
};

using watchdog_board = guarded<watchdog_counts>;

}  // namespace aurawell::net
