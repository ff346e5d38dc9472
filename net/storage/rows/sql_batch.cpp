#include "net/storage/rows/sql_batch.hpp"

#include <cassert>
#include <optional>
#include <string>
#include <utility>

#include "net/storage/database/sql_rows.hpp"

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

std::string_view begin_sql(sql_dialect dialect, bool for_reading) {
  return for_reading ? spelled(dialect, "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                     : spelled(dialect, "BEGIN IMMEDIATE", "BEGIN");
}

}  // namespace

result<batch_statements> batch_statements::prepare(sql_connection& connection, bool for_reading) {
  batch_statements all;
  const auto done =
      prepare_all(connection, {
                                  {&all.begin, begin_sql(connection.dialect(), for_reading)},
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

result<void> sql_batch::begin() {
  assert(state_ == state::none);
  auto begun = open_transaction();
  if (begun) {
    state_ = state::open;
  }
  return begun;
}

result<void> sql_batch::open_transaction() {
  const auto name = seal_.has_keys()
                        ? std::optional{stored_value{std::string{seal_.newest_key()}, true}}
                        : std::nullopt;
  auto begun = run_once(statements_.begin);
  if (begun) {
    key_check_.emplace(statements_.knows_key, name);
    key_check_->send();
    begun = connection_.sends_ahead() ? begun : check_key();
  }
  if (!begun) {
    connection_.roll_back();
  }
  return begun;
}

result<void> sql_batch::check_key() {
  if (!key_check_) {
    return {};
  }
  const auto row = key_check_->step();
  const bool is_known = row && key_check_->integer(0) != 0;
  key_check_.reset();
  if (!row) {
    return row.failure();
  }
  return is_known ? result<void>{} : key_was_retired();
}

/// Waits for everything that was sent.
result<void> sql_batch::settle() {
  auto done = connection_.settle();
  if (!done) {
    return done;
  }
  done = check_key();
  if (!done) {
    connection_.roll_back();
  }
  return done;
}

result<void> sql_batch::commit() {
  assert(state_ != state::none);
  if (std::exchange(state_, state::none) == state::lost) {
    return batch_was_undone();
  }
  auto committed = key_check_ ? settle() : result<void>{};
  committed = committed ? run_once(statements_.commit) : committed;
  committed = committed ? connection_.settle() : committed;
  if (!committed) {
    roll_back();
    return committed;
  }
  sweep_once();
  return committed;
}

void sql_batch::roll_back() noexcept {
  key_check_.reset();
  connection_.roll_back();
  state_ = state::none;
  // A call that threw has not decremented it.
  depth_ = 0;
  is_whole_ = false;
}

result<void> sql_batch::begin_call() {
  if (state_ == state::lost) {
    return batch_was_undone();
  }
  auto entered =
      state_ == state::none && depth_ == 0 ? open_transaction() : run_once(statements_.savepoint);
  depth_ += entered ? 1 : 0;
  return entered;
}

result<void> sql_batch::end_call(result<void> done) {
  --depth_;
  const bool is_alone = state_ == state::none && depth_ == 0;
  if (done && is_alone && key_check_) {
    done = settle();
  }
  if (done) {
    done = run_once(is_alone ? statements_.commit : statements_.release);
  }
  if (done) {
    done = settle();
  }
  if (!done) {
    undo_call();
  } else if (!connection_.in_transaction()) {
    sweep_once();
  }
  return done;
}

void sql_batch::undo_call() {
  if (state_ == state::none) {
    key_check_.reset();
    connection_.roll_back();
    return;
  }
  const auto undone = [&] {
    // What was sent before must not make the database skip the next statements.
    (void)connection_.settle();
    auto done = run_once(statements_.roll_back_call);
    done = done ? run_once(statements_.release) : done;
    return done ? settle() : done;
  };
  if (!connection_.in_transaction() || !undone()) {
    key_check_.reset();
    connection_.roll_back();
    state_ = state::lost;
  }
}

void sql_batch::sweep_once() {
  if (std::exchange(sweeps_at_commit_, false)) {
    clear_log();
  }
}

bool sql_batch::clear_log() noexcept {
  assert(!connection_.in_transaction());
  must_sweep_ = must_sweep_ && !connection_.empty_log();
  return !must_sweep_;
}

}  // namespace aurawell::net
