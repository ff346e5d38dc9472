// The store actor beside other processes with the same database.

#include <caf/all.hpp>
#include <utility>

#include "actors/store/store_actor.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {

void store_state::watch_others() {
  if (!setup.others) {
    return;
  }
  // A former store actor may have got it after this setup was made.
  setup.backlog = setup.others->backlog();
  others_.start(self, [this] { look_at_others(); });
  others_.at(self->clock().now());
}

void store_state::look_at_others() {
  flush();
  const auto count = setup.others->look(*setup.store);
  if (!setup.backlog) {
    setup.backlog = setup.others->backlog();
  }
  setup.board->with_lock([&](store_status& status) {
    status.other_processes = count;
    status.has_spool = setup.backlog != nullptr;
  });
  if (std::exchange(had_others_, count > 0) && count == 0) {
    // Their memory may have written back what this process has removed from the log.
    setup.store->sweep_log();
    look_at_log();
  }
  others_.at(self->clock().now() + setup.others_interval);
}

}  // namespace aurawell::actors
