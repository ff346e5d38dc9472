#pragma once

#include "domain/error.hpp"

namespace aurawell::net {

/// Whether SQLite found invalid content in the file. False for a file that cannot be used now:
/// locked, unreadable, on a full disk.
bool is_damage(const error& why);

/// Damage to a file that is a database. False also for a file of another kind.
bool is_damaged_database(const error& why);

/// Whether there is no room, in the file or on its disk.
bool is_full(const error& why);

}  // namespace aurawell::net
