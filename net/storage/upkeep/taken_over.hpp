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

/// What the copy of a backup still has to be told.
struct taken_over {
  /// Of those in the copy, whom the present database has erased later, and when.
  std::vector<std::pair<user_id, wall_time>> erased;
  /// Before they are erased.
  std::vector<revoked_login> revoked;
  /// Of these, which the copy did not know.
  std::size_t newly_revoked = 0;
  /// Accounts whose password is another one now.
  std::size_t passwords = 0;
  /// Grants and invitations of the copy that were withdrawn, or are for another role now.
  std::size_t withdrawn = 0;
  /// Accounts that the copy does not have.
  std::size_t accounts_gone = 0;
};

/// Takes over into the copy what holds on: names of erased users with the key that they are
/// made with, passwords, the lists of logins, codes for new passwords, and who may use whose
/// members. What cannot be
/// taken over becomes a loss of `present`.
result<taken_over> take_over(present_database& present, sqlite_connection& copy,
                             const value_seal& seal);

}  // namespace aurawell::net
