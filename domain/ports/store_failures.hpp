#pragma once

#include "domain/error.hpp"

namespace aurawell {

/// Whether the database is away: locked, read-only or full. The failed write is valid and can be
/// written later.
bool is_away(const error& failure) noexcept;

/// Whether a write with this failure would have failed in any transaction. False when the database
/// is away. False for `ec::database_failed`: an earlier call of the same transaction may have
/// caused it, because after a damaged page SQLite refuses all further writes of a transaction, and
/// its commit.
bool is_own_failure(const error& failure) noexcept;

}  // namespace aurawell
