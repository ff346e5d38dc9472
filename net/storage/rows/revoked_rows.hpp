#pragma once

#include <string_view>

#include "domain/account/account.hpp"
#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

inline constexpr std::string_view load_revoked_sql =
    "SELECT login, user_id, valid_until, began_before, spared FROM revoked_logins";

/// Reads a row of `load_revoked_sql`.
revoked_login read_revoked(const sqlite_run& row);

/// Reads the same columns, beginning with column `first`.
revoked_login read_revoked_at(const sqlite_run& row, int first);

}  // namespace aurawell::net
