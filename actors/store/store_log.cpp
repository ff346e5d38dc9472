// The store actor reports the size of the database's write-ahead log, and clears deleted data from
// it.

#include <spdlog/spdlog.h>

#include <caf/all.hpp>
#include <utility>

#include "actors/store/store_actor.hpp"

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
    with.board->with(
        [bytes = with.store->log_bytes()](store_status& status) { status.log_bytes = bytes; });
  }
  if (!unclear_since_ && !with.store->log_is_clear()) {
    unclear_since_ = now;
    with.board->with([](store_status& status) { status.log_holds_removed = true; });
    self->delayed_send(self, look_pause, clear_atom::value);
  }
}

void store_state::clear_log() {
  flush();
  const auto now = self->clock().now();
  log_seen_at_ = {};
  if (with.store->clear_log()) {
    unclear_since_.reset();
    told_unclear_ = false;
    with.board->with([](store_status& status) { status.log_holds_removed = false; });
    look_at_log();
    return;
  }
  if (now - *unclear_since_ >= long_unclear && !std::exchange(told_unclear_, true)) {
    spdlog::warn(
        "what was removed is still in the database's log, {} bytes: another program keeps "
        "reading the database",
        with.store->log_bytes());
  }
  look_at_log();
  self->delayed_send(self, look_pause, clear_atom::value);
}

}  // namespace aurawell::actors
