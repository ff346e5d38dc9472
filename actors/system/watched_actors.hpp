#pragma once

#include <caf/actor_addr.hpp>
#include <caf/local_actor.hpp>
#include <cstdint>
#include <unordered_map>

namespace aurawell::actors {

/// Counts the reasons for which one actor monitors another. CAF's `demonitor` ends every monitor of
/// an actor, so this monitors at the first reason and demonitors at the last.
class watched_actors {
 public:
  /// Every `watch` needs one `unwatch`, unless the watched actor terminates.
  template <class Self, class Handle>
  void watch(Self* self, const Handle& actor) {
    if (++reasons_[actor.address()] == 1) {
      self->monitor(actor);
    }
  }

  /// No effect when the actor has terminated.
  void unwatch(caf::local_actor* self, const caf::actor_addr& address) {
    const auto found = reasons_.find(address);
    if (found != reasons_.end() && --found->second == 0) {
      reasons_.erase(found);
      self->demonitor(address);
    }
  }

  /// The watched actor has terminated. Call it once for all reasons.
  void on_down(const caf::actor_addr& address) { reasons_.erase(address); }

 private:
  std::unordered_map<caf::actor_addr, std::uint32_t> reasons_;
};

}  // namespace aurawell::actors
