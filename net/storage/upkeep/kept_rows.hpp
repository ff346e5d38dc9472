#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/upkeep/present_database.hpp"

namespace aurawell::net {

/// Takes over into the copy of a backup, as they are, the notes of keys, passwords, logins and
/// codes for new passwords. The copy's logins and codes are gone already.
///
/// @return Accounts whose password was another one in the copy.
result<std::size_t> keep_rows(present_database& present, sqlite_connection& copy);

/// Who may use the copy's members is as it is in the present database, with the invitations:
/// access that was withdrawn since the backup was made does not come back, nor that to members
/// who were removed since.
///
/// @param is_continuation The present database has grown out of the backup's. Else it knows
///   some of the backup's accounts at most, and the others keep what the backup has.
/// @param is_gone Users who get no access.
/// @return Grants and invitations of the backup that are no more, or are for another role.
result<std::size_t> keep_access(present_database& present, sqlite_connection& copy,
                                bool is_continuation,
                                const std::function<bool(std::string_view)>& is_gone);

}  // namespace aurawell::net
