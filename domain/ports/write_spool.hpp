#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// What a conversation writes while it is under way.
using spooled_write = std::variant<question_record, progress_record, answer_record>;

/// Where writes wait on the disk while the database is away. Calls block and come from
/// one thread at a time. `ec::database_unreachable`: there is no room, or the disk fails;
/// then nothing has changed.
class write_spool {
 public:
  write_spool() = default;
  write_spool(const write_spool&) = delete;
  write_spool& operator=(const write_spool&) = delete;
  virtual ~write_spool() = default;

  /// Everything in it, oldest first: at first what a former process has left. A failure
  /// means that there is something which cannot be read, and is for the operator.
  virtual result<std::vector<spooled_write>> load() = 0;

  /// The write as the others take it; several go one behind the other.
  virtual std::string encoded(const spooled_write& write) const = 0;

  /// Durable when it returns, all or nothing.
  virtual result<void> append(std::string_view writes) = 0;

  /// These instead of everything in it; without any, the old ones are really gone.
  virtual result<void> replace(std::string_view writes) = 0;

  /// What the database will never take, kept for the operator apart from the rest.
  virtual result<void> set_aside(const spooled_write& write) = 0;

  /// Nothing that was set aside for this user, as owner or asker, stays.
  virtual result<void> erase_aside(const user_id& user) = 0;

  /// In the spool, with what is no longer needed; and what may be there.
  virtual std::size_t bytes() const noexcept = 0;
  virtual std::size_t most_bytes() const noexcept = 0;
};

/// Whom a write's request is named by, and that name.
const user_id& asker_of(const spooled_write& write) noexcept;
const request_id& request_of(const spooled_write& write) noexcept;
/// Whether it is of this user, or of something of theirs.
bool concerns(const spooled_write& write, const user_id& user) noexcept;

}  // namespace aurawell
