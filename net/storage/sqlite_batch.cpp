#include "net/storage/sqlite_batch.hpp"

#include <cassert>
#include <utility>

#include "net/storage/sqlite_rows.hpp"

namespace aurawell::net {
namespace {

/// The database did that by itself, whatever was asked.
error batch_was_undone() {
  return {ec::database_unreachable, "an earlier failure has undone the batch"};
}

}  // namespace

result<batch_statements> batch_statements::prepare(sqlite_connection& connection) {
  batch_statements all;
  const auto done = prepare_all(connection, {
                                                {&all.begin, "BEGIN IMMEDIATE"},
                                                {&all.commit, "COMMIT"},
                                                {&all.savepoint, "SAVEPOINT one_call"},
                                                {&all.release, "RELEASE one_call"},
                                                {&all.roll_back_call, "ROLLBACK TO one_call"},
                                            });
  if (!done) {
    return done.failure();
  }
  return all;
}

result<void> sqlite_batch::begin() {
  assert(state_ == state::none);
  auto begun = run_once(statements_.begin);
  if (begun) {
    state_ = state::open;
  }
  return begun;
}

result<void> sqlite_batch::commit() {
  assert(state_ != state::none);
  if (std::exchange(state_, state::none) == state::lost) {
    return batch_was_undone();
  }
  auto committed = run_once(statements_.commit);
  if (!committed) {
    connection_.roll_back();
    return committed;
  }
  sweep();
  return committed;
}

void sqlite_batch::roll_back() noexcept {
  connection_.roll_back();
  state_ = state::none;
}

result<void> sqlite_batch::enter() {
  if (state_ == state::lost) {
    return batch_was_undone();
  }
  return run_once(statements_.savepoint);
}

result<void> sqlite_batch::leave(result<void> done) {
  if (done) {
    done = run_once(statements_.release);
  }
  if (!done) {
    undo_call();
  } else if (!connection_.in_transaction()) {
    sweep();
  }
  return done;
}

void sqlite_batch::undo_call() {
  if (state_ == state::none) {
    connection_.roll_back();
    return;
  }
  if (!connection_.in_transaction() || !run_once(statements_.roll_back_call) ||
      !run_once(statements_.release)) {
    connection_.roll_back();
    state_ = state::lost;
  }
}

void sqlite_batch::sweep() {
  if (must_sweep_) {
    const auto is_busy = connection_.read_integer("PRAGMA wal_checkpoint(TRUNCATE)");
    must_sweep_ = !is_busy || *is_busy != 0;
  }
}

}  // namespace aurawell::net
