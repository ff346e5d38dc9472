#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/upkeep/present_database.hpp"

namespace aurawell::net {

/// Changes that the copy of a backup still needs, and counts for the report.
struct taken_over {
  /// Users of the copy whom the present database has erased since, with the times.
  std::vector<std::pair<user_id, wall_time>> erased;
  /// Logins to revoke before the users are erased.
  std::vector<revoked_login> revoked;
  /// How many of them the copy does not have.
  std::size_t newly_revoked = 0;
  /// Accounts whose password is different now.
  std::size_t passwords = 0;
  /// Grants and invitations of the copy that were withdrawn or have another role now.
  std::size_t withdrawn = 0;
  /// Accounts that the copy does not have.
  std::size_t accounts_gone = 0;
};

/// Copies to the copy of the backup the state that a restore must keep: names of erased users and
/// the key that computes them, passwords, logins, reset codes, grants and invitations. Notes what
/// cannot be copied as a loss of `present`.
result<taken_over> take_over(present_database& present, sqlite_connection& copy,
                             const value_seal& seal);

}  // namespace aurawell::net
