#pragma once

#include <cstddef>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/upkeep/present_database.hpp"

namespace aurawell::net {

/// Takes over into the copy of a backup, as they are, the notes of keys, passwords, logins and
/// codes for new passwords. The copy's logins and codes are gone already.
///
/// @return Accounts whose password was another one in the copy.
result<std::size_t> keep_rows(present_database& present, sqlite_connection& copy);

}  // namespace aurawell::net
