#pragma once

#include <functional>

#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"

namespace aurawell::net {

using take_row = std::function<result<void>(const sql_run& row)>;

/// Reads every readable row of a table, also between damaged pages. The number of tries is limited,
/// so much damage may hide rows between damaged pages.
///
/// @param forwards, backwards Return the rows with a rowid from ?1 to ?2, which is their first
/// column, in ascending and in descending order.
/// @param take Its failure ends the reading.
/// @return False: some rows could not be read. A failure: for another reason than damage.
result<bool> read_readable(const sql_statement& forwards, const sql_statement& backwards,
                           const take_row& take);

}  // namespace aurawell::net
