#pragma once

#include <utility>

#include "domain/result.hpp"
#include "net/storage/sqlite_connection.hpp"

namespace aurawell::net {

struct batch_statements {
  static result<batch_statements> prepare(sqlite_connection& connection);

  sqlite_statement begin;
  sqlite_statement commit;
  sqlite_statement savepoint;
  sqlite_statement release;
  sqlite_statement roll_back_call;
};

/// The transactions of a connection: batches of calls, and calls of which each is undone
/// alone when it fails.
class sqlite_batch {
 public:
  sqlite_batch(sqlite_connection& connection, batch_statements prepared)
      : connection_{connection}, statements_{std::move(prepared)} {}

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
  /// While another process reads the file that must wait for a later commit.
  void sweep_log() noexcept { must_sweep_ = true; }

 private:
  /// `lost`: SQLite has undone the batch by itself. What follows in it is refused, so
  /// that its `commit` cannot claim a success.
  enum class state : unsigned char { none, open, lost };

  result<void> enter();
  result<void> leave(result<void> done);
  void undo_call();
  void sweep();

  sqlite_connection& connection_;
  batch_statements statements_;
  state state_ = state::none;
  bool must_sweep_ = false;
};

}  // namespace aurawell::net
