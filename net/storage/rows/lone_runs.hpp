#pragma once

#include <cstdint>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/rows/sql_batch.hpp"

namespace aurawell::net {

/// Runs one statement as a call that is undone alone when it fails.
template <class... Values>
result<void> run_alone(sql_batch& batch, const sql_statement& statement, const Values&... values) {
  return batch.atomically([&] { return run_once(statement, values...); });
}

/// The same; returns the number of rows that it changed.
template <class... Values>
result<std::int64_t> count_alone(sql_batch& batch, sql_connection& connection,
                                 const sql_statement& statement, const Values&... values) {
  result<std::int64_t> changed = 0;
  const auto done = batch.atomically([&]() -> result<void> {
    changed = run_counted(connection, statement, values...);
    return changed ? result<void>{} : changed.failure();
  });
  return done ? changed : done.failure();
}

}  // namespace aurawell::net
