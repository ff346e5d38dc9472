#pragma once

#include <caf/actor_addr.hpp>
#include <caf/actor_clock.hpp>
#include <unordered_map>

#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// An answer that streams, and whose place in its pool it holds.
struct running_stream {
  llm_stream_actor stream;
  user_id asker;
  caf::actor_clock::time_point place_taken;
};

/// The answers that a pool has begun and that have not ended. They outlive it: its successor
/// goes on counting them. One pool at a time uses it, the successor after the death.
using running_streams = std::unordered_map<caf::actor_addr, running_stream>;

}  // namespace aurawell::actors
