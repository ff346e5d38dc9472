#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"
#include "net/storage/database/sqlite_connection.hpp"

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

template <class T>
struct row_value {
  using type = T;
};
template <class T>
struct row_value<result<T>> {
  using type = T;
};

/// What a function makes of a row, whether or not it may fail.
template <class Read>
using row_value_of = typename row_value<std::invoke_result_t<Read, const sqlite_run&>>::type;

/// `made` with what `add(made, row)` does to it for each row of `run`, until that gives false. Its
/// first failure ends it too.
template <class Made, class Add>
result<Made> gather_rows(sqlite_run& run, Made made, Add add) {
  result<bool> goes_on = true;
  while (goes_on && *goes_on) {
    goes_on = run.step();
    if (goes_on && *goes_on) {
      goes_on = add(made, run);
    }
  }
  return goes_on ? result<Made>{std::move(made)} : goes_on.failure();
}

/// As `gather_rows`, for who keeps what the rows say elsewhere.
template <class Take>
result<void> each_row(sqlite_run& run, Take take) {
  const auto done = gather_rows(run, true, [&](bool, const sqlite_run& row) { return take(row); });
  return done ? result<void>{} : done.failure();
}

/// All rows of `run`, each made by `read`; the first failure ends it.
template <class Read>
auto read_rows(sqlite_run& run, Read read) -> result<std::vector<row_value_of<Read>>> {
  return gather_rows(run, std::vector<row_value_of<Read>>{},
                     [&](auto& rows, const sqlite_run& row) -> result<bool> {
                       result<row_value_of<Read>> made = read(row);
                       if (!made) {
                         return made.failure();
                       }
                       rows.push_back(std::move(made).value());
                       return true;
                     });
}

/// The first row of `run`, if there is one.
template <class Read>
auto read_row(sqlite_run& run, Read read) -> result<std::optional<row_value_of<Read>>> {
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  if (!*row) {
    return std::optional<row_value_of<Read>>{};
  }
  result<row_value_of<Read>> made = read(run);
  if (!made) {
    return made.failure();
  }
  return std::optional{std::move(made).value()};
}

}  // namespace aurawell::net
