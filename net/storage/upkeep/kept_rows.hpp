#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/upkeep/present_database.hpp"

namespace aurawell::net {

/// Copies the notes of keys, passwords, logins and reset codes unchanged from the present database
/// to the copy of a backup. Requires that the copy's own logins and codes are removed.
///
/// @return Number of accounts whose password was different in the copy.
result<std::size_t> keep_rows(present_database& present, sqlite_connection& copy);

/// Replaces the grants and invitations for the copy's members by those of the present database. So
/// access that was withdrawn after the backup does not return, nor does access to members that were
/// removed after it.
///
/// @param is_continuation The present database is a later state of the backup's database. If not,
///   it has at most some of the backup's accounts; the others keep the access that the backup has.
/// @param is_gone Returns true for users who get no access.
/// @return Number of grants and invitations of the backup that no longer exist or have another
/// role.
result<std::size_t> keep_access(present_database& present, sqlite_connection& copy,
                                bool is_continuation,
                                const std::function<bool(std::string_view)>& is_gone);

}  // namespace aurawell::net
