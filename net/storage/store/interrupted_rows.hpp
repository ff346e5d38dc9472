#pragma once

#include <cstddef>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/rows/sqlite_batch.hpp"

namespace aurawell::net {

/// Ends every running exchange and returns their number. Those on damaged pages are logged and stay
/// unchanged: they must not prevent the start.
///
/// @param close_all ?1 is the status, ?2 the time.
result<std::size_t> close_interrupted_rows(sqlite_connection& connection, sqlite_batch& batch,
                                           const sqlite_statement& close_all, wall_time now);

}  // namespace aurawell::net
