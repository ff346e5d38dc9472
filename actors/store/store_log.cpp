// The store actor reports the size of the database's write-ahead log, and clears deleted data from
// it.

#include <caf/all.hpp>
#include <utility>

#include "actors/store/store_actor.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

/// Pause between two tries to clear the log, and between two reports of its size.
constexpr std::chrono::seconds look_pause{1};

/// Deleted data should have left the log within this time.
constexpr std::chrono::minutes long_unclear{1};

}  // namespace

void store_state::look_at_log() {
  const auto now = self->clock().now();
  if (now - log_seen_at_ >= look_pause) {
    log_seen_at_ = now;
    setup.board->with_lock(
        [bytes = setup.store->log_bytes()](store_status& status) { status.log_bytes = bytes; });
  }
  if (!deleted_data_since_ && !setup.store->log_is_clear()) {
    deleted_data_since_ = now;
    setup.board->with_lock([](store_status& status) { status.log_holds_removed = true; });
    self->delayed_send(self, look_pause, clear_atom::value);
  }
}

void store_state::clear_log() {
  flush();
  const auto now = self->clock().now();
  log_seen_at_ = {};
  if (setup.store->clear_log()) {
    deleted_data_since_.reset();
    deleted_data_logged_ = false;
    setup.board->with_lock([](store_status& status) { status.log_holds_removed = false; });
    look_at_log();
    return;
  }
  if (now - *deleted_data_since_ >= long_unclear && !std::exchange(deleted_data_logged_, true)) {
    logging::warn("store.deleted_data_in_log",
                  {{"bytes", setup.store->log_bytes()},
                   {"hint",
                    "another program keeps reading the database, so what was removed stays "
                    "in its log; end that program"}});
  }
  look_at_log();
  self->delayed_send(self, look_pause, clear_atom::value);
}

}  // namespace aurawell::actors
