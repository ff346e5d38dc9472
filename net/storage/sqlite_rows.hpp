#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/result.hpp"
#include "domain/server_event.hpp"
#include "net/storage/sqlite_connection.hpp"

namespace aurawell::net {

inline std::int64_t unix_ms(wall_time at) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

inline wall_time from_unix_ms(std::int64_t number) {
  return wall_time{std::chrono::milliseconds{number}};
}

/// At most 10,000 rows, whatever was wanted.
inline std::int64_t row_limit(std::size_t wanted) {
  return static_cast<std::int64_t>(std::min<std::size_t>(wanted, 10'000));
}

/// One run of a statement that gives no rows.
template <class... Values>
result<void> run_once(const sqlite_statement& statement, const Values&... values) {
  if (const auto done = sqlite_run{statement, values...}.step(); !done) {
    return done.failure();
  }
  return {};
}

/// All rows of `run`, each made by `read`; the first failure ends it.
template <class Read>
auto read_rows(sqlite_run& run, Read read) -> result<std::vector<decltype(read(run))>> {
  std::vector<decltype(read(run))> rows;
  while (true) {
    const auto row = run.step();
    if (!row) {
      return row.failure();
    }
    if (!*row) {
      return rows;
    }
    rows.push_back(read(run));
  }
}

/// The first row of `run`, if there is one.
template <class Read>
auto read_row(sqlite_run& run, Read read) -> result<std::optional<decltype(read(run))>> {
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  return *row ? std::optional{read(run)} : std::nullopt;
}

}  // namespace aurawell::net
