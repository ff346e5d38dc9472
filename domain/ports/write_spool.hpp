#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// What a conversation writes while it is under way.
using spooled_write = std::variant<question_record, progress_record, answer_record>;

/// A write in the spool. Later ones have higher numbers.
struct waiting_write {
  std::int64_t number = 0;
  spooled_write write;
};

/// Where writes wait on the disk while the database is away. Calls block and come from
/// one thread at a time. `ec::database_unreachable`: there is no room, or the disk fails;
/// then nothing has changed.
class write_spool {
 public:
  write_spool() = default;
  write_spool(const write_spool&) = delete;
  write_spool& operator=(const write_spool&) = delete;
  virtual ~write_spool() = default;

  /// Everything that waits, oldest first: at first what a former process has left. What
  /// cannot be read is logged and left out. A failure means that nothing can be read, and
  /// is for the operator.
  virtual result<std::vector<waiting_write>> load() = 0;

  /// Durable when it returns, all or nothing. Gives the number of the first; the others
  /// follow without a gap. A progress or an answer removes the progress before it.
  virtual result<std::int64_t> append(const std::vector<spooled_write>& writes) = 0;

  /// Those with this number and lower ones are written to the database.
  virtual result<void> remove_until(std::int64_t number) = 0;

  /// Nothing waits: the disk keeps no byte of what waited.
  virtual result<void> clear() = 0;

  /// What the database will never take: it does not wait, and is kept for the operator.
  virtual result<void> set_aside(std::int64_t number, ec why) = 0;

  /// Nothing of this user, as owner or asker, stays.
  virtual result<void> erase(const user_id& user) = 0;

  /// Of the disk, for everything in it.
  virtual std::size_t bytes() const noexcept = 0;
};

/// Whom a write's request is named by, and that name.
const user_id& asker_of(const spooled_write& write) noexcept;
const request_id& request_of(const spooled_write& write) noexcept;

}  // namespace aurawell
