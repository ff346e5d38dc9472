#pragma once

#include <caf/actor_addr.hpp>
#include <caf/actor_clock.hpp>
#include <unordered_map>

#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// A streaming answer, which holds a place in its pool.
struct running_stream {
  llm_stream_actor stream;
  user_id asker;
  caf::actor_clock::time_point place_taken;
};

/// The answers that a pool has begun and that have not ended. They outlive the pool: its successor
/// takes them over. Used by one pool at a time.
using running_streams = std::unordered_map<caf::actor_addr, running_stream>;

}  // namespace aurawell::actors
