#pragma once

#include <optional>
#include <utility>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

struct batch_statements {
  /// @param for_reading True: a batch only fixes the state of the database that its calls read.
  static result<batch_statements> prepare(sql_connection& connection, bool for_reading = false);

  sql_statement begin;
  sql_statement commit;
  sql_statement savepoint;
  sql_statement release;
  sql_statement roll_back_call;
  sql_statement knows_key;
};

/// The transactions of a connection: batches of calls, and calls of which each is undone alone when
/// it fails. None begins after `aurawell rekey` has retired the key of `seal`:
/// `ec::database_unreachable`. A connection that sends ahead learns that with the answers to the
/// first call.
class sql_batch {
 public:
  sql_batch(sql_connection& connection, batch_statements prepared, const value_seal& seal)
      : connection_{connection}, statements_{std::move(prepared)}, seal_{seal} {}

  result<void> begin();
  result<void> commit();
  /// Undoes the open batch; no effect without one.
  void roll_back() noexcept;

  /// Runs `work`; its failure undoes it and nothing else.
  template <class Work>
  result<void> atomically(const Work& work) {
    if (is_whole_) {
      return work();
    }
    if (auto opened = begin_call(); !opened) {
      return opened;
    }
    return end_call(work());
  }

  /// The same, for work whose inner calls need not be undone alone: a connection that sends ahead
  /// does not wait for each of them.
  template <class Work>
  result<void> as_one(const Work& work) {
    const auto whole = [&] {
      const bool was_whole = std::exchange(is_whole_, true);
      auto done = work();
      is_whole_ = was_whole;
      return done;
    };
    return atomically(whole);
  }

  /// Whether the database has undone the batch, so that no call in it can succeed.
  bool is_lost() const noexcept { return state_ == state::lost; }

  /// Deleted data must leave the write-ahead log too, as soon as it is committed. While a reader
  /// uses the log, that waits for `clear_log`.
  void sweep_log() noexcept { must_sweep_ = sweeps_at_commit_ = true; }

  /// Tries again, without waiting. True: the log contains no deleted data.
  bool clear_log() noexcept;
  bool log_is_clear() const noexcept { return !must_sweep_; }

 private:
  /// `lost`: the database has undone the batch by itself. Further calls in it are refused, so that
  /// its `commit` cannot report success.
  enum class state : unsigned char { none, open, lost };

  result<void> open_transaction();
  result<void> check_key();
  result<void> settle();
  result<void> begin_call();
  result<void> end_call(result<void> done);
  void undo_call();
  void sweep_once();

  sql_connection& connection_;
  batch_statements statements_;
  const value_seal& seal_;
  state state_ = state::none;
  /// Sent, and its answer is not read yet.
  std::optional<sql_run> key_check_;
  /// Nesting depth of `atomically`.
  int depth_ = 0;
  /// Calls are parts of `as_one`.
  bool is_whole_ = false;
  bool must_sweep_ = false;
  /// Not at every commit, because each try writes the log into the database.
  bool sweeps_at_commit_ = false;
};

}  // namespace aurawell::net
