#pragma once

#include <caf/actor_clock.hpp>
#include <functional>
#include <string>
#include <vector>

#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// An actor that is restarted when it terminates.
struct supervised_child {
  std::string name;
  /// Spawns the actor and registers it in the directory.
  std::function<caf::actor(supervisor_actor::pointer)> spawn;
};

/// Starts the children, and restarts one that terminates: after a pause that doubles with each
/// termination of that child, until it has lived for a minute. Also restarts while it stops: the
/// answers of a terminated pool are ended by its successor, which needs a store. Terminates
/// together with its children.
struct supervisor_state {
  static inline const char* name = "supervisor";

  using self_pointer = supervisor_actor::stateful_pointer<supervisor_state>;

  void start(self_pointer owner, std::vector<supervised_child> children);
  void on_down(const caf::down_msg& down);
  void on_respawn(std::uint32_t index);
  void on_stop();
  void on_exit(const caf::exit_msg& message);

 private:
  void stop_pools();

  struct child {
    supervised_child definition;
    /// Null until the restart.
    caf::actor_addr address;
    caf::actor_clock::time_point started;
    std::uint32_t terminations = 0;
  };

  self_pointer self_ = nullptr;
  std::vector<child> children_;
  bool stopping_ = false;
};

supervisor_actor::behavior_type run_supervisor(supervisor_state::self_pointer self,
                                               std::vector<supervised_child> children);

}  // namespace aurawell::actors
