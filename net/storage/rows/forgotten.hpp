#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

struct erasure_note {
  /// Milliseconds since 1970.
  std::int64_t erased_at = 0;
  bool for_good = false;
};

/// Erased users by their names.
using erased_users = std::map<std::string, erasure_note>;

result<erased_users> erased_in(sqlite_connection& connection);
/// All users of whom the database has data.
result<std::vector<std::string>> users_in(sqlite_connection& connection);
result<std::vector<revoked_login>> revoked_in(sqlite_connection& connection);

/// Whether the revocation belongs to an erased user.
bool is_of_erased(const revoked_login& login) noexcept;

}  // namespace aurawell::net
