#pragma once

#include <caf/actor_addr.hpp>
#include <caf/local_actor.hpp>
#include <cstdint>
#include <unordered_map>

namespace aurawell::actors {

/// Actors that one actor watches, each for as many reasons as it likes. CAF's `demonitor` ends
/// every watch of an actor, so this asks CAF for the first and gives up with the last.
class watched_actors {
 public:
  /// Every `watch` is followed by one `unwatch`, or by the end of the watched actor.
  template <class Self, class Handle>
  void watch(Self* self, const Handle& whom) {
    if (++reasons_[whom.address()] == 1) {
      self->monitor(whom);
    }
  }

  /// Nothing when it has ended.
  void unwatch(caf::local_actor* self, const caf::actor_addr& whom) {
    const auto found = reasons_.find(whom);
    if (found != reasons_.end() && --found->second == 0) {
      reasons_.erase(found);
      self->demonitor(whom);
    }
  }

  /// The watched actor has ended. Once for all reasons.
  void on_down(const caf::actor_addr& whom) { reasons_.erase(whom); }

 private:
  std::unordered_map<caf::actor_addr, std::uint32_t> reasons_;
};

}  // namespace aurawell::actors
