#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/ports/write_spool.hpp"
#include "domain/result.hpp"
#include "domain/waiting_writes.hpp"

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

/// Whether the database is away, locked, full or damaged: what failed is good, and can be
/// written later.
bool is_away(const error& why) noexcept;

/// The writes that the database could not take, durable and in order. Blocks; one thread
/// at a time.
class write_backlog {
 public:
  explicit write_backlog(std::unique_ptr<write_spool> spool);

  /// Takes over what a former process has left. Before anything else.
  result<void> load();

  /// Durable when it returns, or refused as a whole: `ec::database_unreachable`.
  result<void> add(std::vector<spooled_write> writes);

  /// Writes the oldest to the store in one transaction, at most `most` of them; without any
  /// it only finds out whether the store can be written. What the store refuses for itself
  /// is set aside. A failure: the store is away, and nothing has changed here.
  result<replay_report> replay(advice_store& store, std::size_t most);

  /// Nothing waits, neither here nor on the disk.
  bool idle() const noexcept { return waiting_.empty() && spool_->bytes() == 0; }

  const waiting_writes& waiting() const noexcept { return waiting_; }
  std::size_t bytes() const noexcept { return spool_->bytes(); }

  /// Of what was set aside for this person nothing stays.
  result<void> erase(const user_id& user) { return spool_->erase_aside(user); }

 private:
  result<void> make_room(std::size_t wanted);
  result<void> write(advice_store& store, const spooled_write& write, replay_report& report);

  std::unique_ptr<write_spool> spool_;
  waiting_writes waiting_;
};

}  // namespace aurawell
