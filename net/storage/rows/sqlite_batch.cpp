#include "net/storage/rows/sqlite_batch.hpp"

#include <cassert>
#include <optional>
#include <string>
#include <utility>

#include "net/storage/database/sqlite_rows.hpp"

namespace aurawell::net {
namespace {

/// The database rolled back by itself.
error batch_was_undone() {
  return {ec::database_unreachable, "an earlier failure has undone the batch"};
}

error key_was_retired() {
  return {ec::database_unreachable,
          "the key that this process seals with was retired by `aurawell rekey`; restart it with "
          "the present keys"};
}

// ?1 the key that seals, NULL without any. Whether what it seals can be opened later.
constexpr std::string_view knows_key_sql = R"sql(
  SELECT CASE WHEN ?1 IS NULL THEN NOT EXISTS (SELECT 1 FROM encryption_keys)
    ELSE EXISTS (SELECT 1 FROM encryption_keys WHERE name = ?1) END)sql";

}  // namespace

result<batch_statements> batch_statements::prepare(sqlite_connection& connection,
                                                   bool for_reading) {
  batch_statements all;
  const auto done =
      prepare_all(connection, {
                                  {&all.begin, for_reading ? "BEGIN" : "BEGIN IMMEDIATE"},
                                  {&all.commit, "COMMIT"},
                                  {&all.savepoint, "SAVEPOINT one_call"},
                                  {&all.release, "RELEASE one_call"},
                                  {&all.roll_back_call, "ROLLBACK TO one_call"},
                                  {&all.knows_key, knows_key_sql},
                              });
  if (!done) {
    return done.failure();
  }
  return all;
}

result<void> sqlite_batch::begin() {
  assert(state_ == state::none);
  auto begun = open_transaction();
  if (begun) {
    state_ = state::open;
  }
  return begun;
}

result<void> sqlite_batch::open_transaction() {
  auto begun = run_once(statements_.begin);
  if (begun) {
    begun = check_key();
    if (!begun) {
      connection_.roll_back();
    }
  }
  return begun;
}

result<void> sqlite_batch::check_key() {
  const auto name = seal_.has_keys()
                        ? std::optional{stored_value{std::string{seal_.newest_key()}, true}}
                        : std::nullopt;
  sqlite_run run{statements_.knows_key, name};
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  return run.integer(0) != 0 ? result<void>{} : key_was_retired();
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
  sweep_once();
  return committed;
}

void sqlite_batch::roll_back() noexcept {
  connection_.roll_back();
  state_ = state::none;
  // A call that threw has not decremented it.
  depth_ = 0;
}

result<void> sqlite_batch::begin_call() {
  if (state_ == state::lost) {
    return batch_was_undone();
  }
  auto entered =
      state_ == state::none && depth_ == 0 ? open_transaction() : run_once(statements_.savepoint);
  depth_ += entered ? 1 : 0;
  return entered;
}

result<void> sqlite_batch::end_call(result<void> done) {
  --depth_;
  if (done) {
    done =
        run_once(state_ == state::none && depth_ == 0 ? statements_.commit : statements_.release);
  }
  if (!done) {
    undo_call();
  } else if (!connection_.in_transaction()) {
    sweep_once();
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

void sqlite_batch::sweep_once() {
  if (std::exchange(sweeps_at_commit_, false)) {
    clear_log();
  }
}

bool sqlite_batch::clear_log() noexcept {
  assert(!connection_.in_transaction());
  must_sweep_ = must_sweep_ && !connection_.empty_log();
  return !must_sweep_;
}

}  // namespace aurawell::net
