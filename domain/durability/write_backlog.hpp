#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "domain/durability/waiting_writes.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/write_spool.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// Why the database would not have a write.
struct rejected_write {
  request_id request;
  error why;
};

/// What one replay has done.
struct replay_report {
  std::size_t written = 0;
  std::vector<rejected_write> rejected;
};

/// The writes that the database could not take, durable and in order. Blocks; one thread
/// at a time.
class write_backlog {
 public:
  explicit write_backlog(std::unique_ptr<write_spool> spool);

  /// Takes over what a former process has left. Before anything else.
  result<void> load();

  /// Durable when it returns, or refused as a whole: `ec::database_unreachable`.
  result<void> add(std::vector<spooled_write> writes);

  /// Writes the oldest to the store, at most `most` of them, as `write_isolated` does. What the
  /// store refuses for itself is set aside, and waits no longer. A failure: the store is away or
  /// the spool fails, and nothing has changed here; some may have been written before that, which
  /// is no failure.
  result<replay_report> replay(advice_store& store, std::size_t most);

  /// Nothing waits, neither here nor on the disk.
  bool idle() const noexcept { return waiting_.empty() && !must_clear_; }

  const waiting_writes& waiting() const noexcept { return waiting_; }
  std::size_t bytes() const noexcept { return idle() ? 0 : spool_->bytes(); }

  /// Of what was set aside for this person nothing stays.
  result<void> erase(const user_id& user) { return spool_->erase(user); }

 private:
  result<void> put_aside(std::int64_t number, const spooled_write& write, ec why);
  void drop_oldest(std::size_t count, std::int64_t last);
  result<void> clear();

  std::unique_ptr<write_spool> spool_;
  waiting_writes waiting_;
  /// Questions that were set aside since nothing waited: their answers go with them.
  std::set<request_name> aside_;
  /// Something of what waited may still be on the disk.
  bool must_clear_ = false;
};

}  // namespace aurawell
