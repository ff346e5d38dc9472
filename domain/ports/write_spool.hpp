#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// A write in the spool. Later writes have higher numbers.
struct waiting_write {
  std::int64_t number = 0;
  spooled_write write;
};

/// Holds writes on the disk while the database is away. Calls block and come from one thread at a
/// time. `ec::database_unreachable`: no room, or the disk fails; nothing has changed then.
class write_spool {
 public:
  write_spool() = default;
  write_spool(const write_spool&) = delete;
  write_spool& operator=(const write_spool&) = delete;
  virtual ~write_spool() = default;

  /// All waiting writes, oldest first; after the start, those that a former process has left.
  /// Unreadable writes are logged and left out. A failure means that the spool cannot be read at
  /// all; an operator must act.
  virtual result<std::vector<waiting_write>> load() = 0;

  /// Durable on return, all or nothing. Returns the number of the first write; the others follow
  /// without a gap. A progress or an answer removes the earlier progress of its request.
  virtual result<std::int64_t> append(const std::vector<spooled_write>& writes) = 0;

  /// The writes up to this number are in the database.
  virtual result<void> remove_until(std::int64_t number) = 0;

  /// Nothing waits any more: removes every byte of the former writes from the disk.
  virtual result<void> clear() = 0;

  /// The database will never accept this write: it no longer waits, and is kept for the operator.
  virtual result<void> set_aside(std::int64_t number, ec code) = 0;

  /// Removes everything of this user, as owner or as asker.
  virtual result<void> erase(const user_id& user) = 0;

  /// Size on the disk, with everything in it.
  virtual std::size_t bytes() const noexcept = 0;
};

/// The user and the request id that identify the request of a write.
const user_id& asker_of(const spooled_write& write) noexcept;
const request_id& request_of(const spooled_write& write) noexcept;

}  // namespace aurawell
