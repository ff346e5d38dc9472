#pragma once

#include <cstddef>
#include <vector>

#include "domain/chat/server_event.hpp"

namespace aurawell {

/// Part of a log. `events` is everything after the position asked for, up to the
/// limit; neighbouring pieces of one text have become one event that carries the
/// last seq of them.
struct log_page {
  std::vector<server_event> events;
  /// Position to ask from next.
  event_seq position = 0;
  /// False when something after the position asked for is no longer kept.
  bool complete = true;
  /// Cost of `events`, as `bytes_after` counts it.
  std::size_t bytes = 0;
};

}  // namespace aurawell
