#pragma once

#include <functional>
#include <set>
#include <string>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/rows/erasure_names.hpp"
#include "net/storage/upkeep/present_database.hpp"

namespace aurawell::net {

/// Ids of accounts.
using account_ids = std::set<std::string, std::less<>>;

/// Returns the accounts of the present database that were made after the backup, so its copy does
/// not have them.
result<account_ids> lost_accounts(present_database& present, sqlite_connection& copy);

/// Bars these ids: nobody can get one again, their logins are revoked, and their records in the
/// spool are not written.
///
/// @param names The erasure names of the copy.
result<void> block_accounts(sqlite_connection& copy, const account_ids& lost,
                            const erasure_names& names);

}  // namespace aurawell::net
