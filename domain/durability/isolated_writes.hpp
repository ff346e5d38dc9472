#pragma once

#include <cstddef>
#include <functional>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// Whether the database is away: locked, read-only or full. What failed is good, and can be written
/// later.
bool is_away(const error& why) noexcept;

/// Whether a write that failed so would have failed in any transaction. Not when the database is
/// away; and not with `ec::database_failed`, which a call before it in the same transaction may
/// have caused: after a damaged page SQLite refuses all further writes of a transaction, and its
/// commit.
bool is_own_failure(const error& why) noexcept;

/// Writes that know nothing of each other.
struct isolated_writes {
  std::size_t count = 0;
  /// Makes one, 0 to `count` - 1, in the open transaction. Once more when that was undone.
  std::function<result<void>(std::size_t)> write;
  /// It is durable, or has failed for itself. In order, once for each. False: no further one is
  /// written.
  std::function<bool(std::size_t, const result<void>&)> settled;
};

/// Writes them in order, in as few transactions as it takes that none fails for another: what
/// failed is undone with all of its transaction, those before it are committed without it, and it
/// counts as failed when it fails as the first of a transaction too. Without any it only finds out
/// whether the store can be written.
///
/// A failure: the store is away; what was not settled is undone.
result<void> write_isolated(advice_store& store, const isolated_writes& all);

}  // namespace aurawell
