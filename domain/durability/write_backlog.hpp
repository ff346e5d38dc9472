#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "domain/durability/waiting_writes.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/write_spool.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// Why the database refused a write.
struct rejected_write {
  request_id request;
  error why;
  /// It is set aside in the spool. Else it was dropped: its question or its user is gone, or
  /// another process has made the answer.
  bool is_kept = true;

  /// For the operator: where it is now.
  std::string_view hint() const noexcept {
    return is_kept
               ? "the write is kept in the spool"
               : "the write is dropped: the database has another answer, or the question or its "
                 "user was removed";
  }
};

/// The result of one replay.
struct replay_report {
  std::size_t written = 0;
  std::vector<rejected_write> rejected;
};

/// The writes that the database could not take, durable and in order. Calls block; one thread at a
/// time.
class write_backlog {
 public:
  explicit write_backlog(std::unique_ptr<write_spool> spool);

  /// Reads what a former process has left. Must be the first call.
  result<void> load();

  /// Durable on return, or refused as a whole with `ec::database_unreachable`.
  result<void> add(std::vector<spooled_write> writes);

  /// Writes the oldest, at most `most`, to the store, as `write_isolated` does. A write that the
  /// store refuses on its own is set aside and no longer waits. A failure: the store is away or the
  /// spool fails, and nothing has changed here. The store may already have some of the writes then,
  /// which is no error.
  result<replay_report> replay(advice_store& store, std::size_t most);

  /// True when nothing waits, neither here nor on the disk.
  bool idle() const noexcept { return waiting_.empty() && !must_clear_; }

  const waiting_writes& waiting() const noexcept { return waiting_; }
  std::size_t bytes() const noexcept { return idle() ? 0 : spool_->bytes(); }

  /// Removes everything of this user that was set aside.
  result<void> erase(const user_id& user) { return spool_->erase(user); }

 private:
  result<bool> put_aside(std::int64_t number, const spooled_write& write, ec code);
  void drop_oldest(std::size_t count, std::int64_t last);
  result<void> clear();

  std::unique_ptr<write_spool> spool_;
  waiting_writes waiting_;
  /// Questions that were set aside since the backlog was last empty: their answers are set aside
  /// too.
  std::set<request_name> aside_;
  /// The disk may still hold writes that no longer wait.
  bool must_clear_ = false;
};

}  // namespace aurawell
