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

/// Accounts of the present database that the copy of a backup does not have: they were made
/// since.
result<account_ids> lost_accounts(present_database& present, sqlite_connection& copy);

/// Nobody gets one of these ids again, their logins count no more, and what the spool has of
/// them is not written.
///
/// @param names Of the copy.
result<void> bar_accounts(sqlite_connection& copy, const account_ids& lost,
                          const erasure_names& names);

}  // namespace aurawell::net
