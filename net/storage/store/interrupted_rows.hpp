#pragma once

#include <cstddef>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/rows/sqlite_batch.hpp"

namespace aurawell::net {

/// Ends every exchange that is under way, and gives how many those were. Those on damaged
/// pages are logged and stay as they are: they must not keep the program from starting.
///
/// @param close_all ?1 is the status, ?2 the time.
result<std::size_t> close_interrupted_rows(sqlite_connection& connection, sqlite_batch& batch,
                                           const sqlite_statement& close_all, wall_time now);

}  // namespace aurawell::net
