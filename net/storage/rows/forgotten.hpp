#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"

namespace aurawell::net {

/// ?1 name, ?2 when, ?3 for good. An existing tombstone is only made stricter.
inline constexpr std::string_view note_erased_sql = R"sql(
  INSERT INTO erased_users (name, erased_at, for_good) VALUES (?1, ?2, ?3)
  ON CONFLICT (name) DO UPDATE SET
    erased_at = max(erased_users.erased_at, excluded.erased_at),
    for_good = max(erased_users.for_good, excluded.for_good))sql";

inline constexpr std::string_view load_revoked_sql =
    "SELECT login, user_id, valid_until, began_before, spared FROM revoked_logins";

/// Reads a row of `load_revoked_sql`.
revoked_login read_revoked(const sql_run& row);

/// Reads the same columns, beginning with column `first`.
revoked_login read_revoked_at(const sql_run& row, int first);

struct erasure_note {
  /// Milliseconds since 1970.
  std::int64_t erased_at = 0;
  bool for_good = false;
};

/// Erased users by their names.
using erased_users = std::map<std::string, erasure_note>;

result<erased_users> erased_in(sql_connection& connection);
/// All users of whom the database has data.
result<std::vector<std::string>> users_in(sql_connection& connection);
result<std::vector<revoked_login>> revoked_in(sql_connection& connection);

/// Whether the revocation belongs to an erased user.
bool is_of_erased(const revoked_login& login) noexcept;

}  // namespace aurawell::net
