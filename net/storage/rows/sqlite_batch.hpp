#pragma once

#include <utility>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

struct batch_statements {
  /// @param for_reading Then a batch only fixes the state of the database that its calls see.
  static result<batch_statements> prepare(sqlite_connection& connection, bool for_reading = false);

  sqlite_statement begin;
  sqlite_statement commit;
  sqlite_statement savepoint;
  sqlite_statement release;
  sqlite_statement roll_back_call;
  sqlite_statement knows_key;
};

/// The transactions of a connection: batches of calls, and calls of which each is undone
/// alone when it fails. None begins once `aurawell rekey` has retired the key of `seal`:
/// `ec::database_unreachable`.
class sqlite_batch {
 public:
  sqlite_batch(sqlite_connection& connection, batch_statements prepared, const value_seal& seal)
      : connection_{connection}, statements_{std::move(prepared)}, seal_{seal} {}

  result<void> begin();
  result<void> commit();
  /// Undoes the batch that is open, if one is.
  void roll_back() noexcept;

  /// Runs `work` so that a failure undoes it and nothing else.
  template <class Work>
  result<void> atomically(const Work& work) {
    if (auto opened = enter(); !opened) {
      return opened;
    }
    return leave(work());
  }

  /// What has been removed shall leave the write-ahead log too, as soon as it is committed.
  /// While somebody reads from the log, that waits for `clear_log`.
  void sweep_log() noexcept { must_sweep_ = sweeps_at_commit_ = true; }

  /// Tries again, waiting for nobody. True: nothing that has been removed is in the log.
  bool clear_log() noexcept;
  bool log_is_clear() const noexcept { return !must_sweep_; }

 private:
  /// `lost`: SQLite has undone the batch by itself. What follows in it is refused, so
  /// that its `commit` cannot claim a success.
  enum class state : unsigned char { none, open, lost };

  result<void> open_transaction();
  result<void> check_key();
  result<void> enter();
  result<void> leave(result<void> done);
  void undo_call();
  void sweep_once();

  sqlite_connection& connection_;
  batch_statements statements_;
  const value_seal& seal_;
  state state_ = state::none;
  /// Calls of `atomically` that have not returned.
  int depth_ = 0;
  bool must_sweep_ = false;
  /// Not at every commit: each try writes the log into the database.
  bool sweeps_at_commit_ = false;
};

}  // namespace aurawell::net
