#pragma once

#include <functional>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

using take_row = std::function<result<void>(const sqlite_run& row)>;

/// Gives every row of a table that can be read, also between damaged pages. The tries are
/// bounded, so large damage may hide rows between two such pages.
///
/// @param forwards, backwards Give the rows with a rowid from ?1 to ?2, which is their first
///   column, in rising and in falling order.
/// @param take Its failure ends the reading.
/// @return False: some could not be read. A failure: it was not for damage.
result<bool> read_readable(const sqlite_statement& forwards, const sqlite_statement& backwards,
                           const take_row& take);

}  // namespace aurawell::net
