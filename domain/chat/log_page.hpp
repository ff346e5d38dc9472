#pragma once

#include <cstddef>
#include <vector>

#include "domain/chat/server_event.hpp"

namespace aurawell {

/// Part of a log: the events after the requested position, up to the limit. Consecutive pieces of
/// one text are joined to one event with the seq of the last piece.
struct log_page {
  std::vector<server_event> events;
  /// Position to request next.
  event_seq position = 0;
  /// False when an event after the requested position is no longer held.
  bool complete = true;
  /// Cost of `events`, as `bytes_after` counts it.
  std::size_t bytes = 0;
};

}  // namespace aurawell
