#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/sql_values.hpp"

namespace aurawell::net {

/// Runs a statement that returns no rows.
template <class... Values>
result<void> run_once(const sql_statement& statement, const Values&... values) {
  return sql_run{statement, values...}.finish();
}

/// As `run_once`, and waits for it. Returns the number of rows that it changed.
template <class... Values>
result<std::int64_t> run_counted(sql_connection& connection, const sql_statement& statement,
                                 const Values&... values) {
  sql_run run{statement, values...};
  auto done = run.finish();
  done = done ? connection.settle() : done;
  return done ? result<std::int64_t>{run.changed()} : done.failure();
}

/// As `run_once`, with a statement that is compiled for this one run.
template <class... Values>
result<void> run_sql(sql_connection& connection, std::string_view sql, const Values&... values) {
  const auto statement = connection.prepare(sql);
  return statement ? run_once(*statement, values...) : statement.failure();
}

/// Returns `use(run)` of a statement that is compiled for this one run, or the compile failure.
template <class Use, class... Values>
auto with_run(sql_connection& connection, std::string_view sql, Use use, const Values&... values)
    -> decltype(use(std::declval<sql_run&>())) {
  const auto statement = connection.prepare(sql);
  if (!statement) {
    return statement.failure();
  }
  sql_run run{*statement, values...};
  return use(run);
}

template <class T>
T value_in(const result<T>& made);
template <class T>
T value_in(const T& made);

/// Type of the value that a function returns for a row: `T` for `T` and for `result<T>`.
template <class Read>
using row_value_of = decltype(value_in(std::declval<Read>()(std::declval<const sql_run&>())));

/// Calls `add(made, row)` for each row of `run` until it returns false; then returns `made`. The
/// first failure of `add` or of the run is returned at once.
template <class Made, class Add>
result<Made> gather_rows(sql_run& run, Made made, Add add) {
  result<bool> goes_on = true;
  while (goes_on && *goes_on) {
    goes_on = run.step();
    if (goes_on && *goes_on) {
      goes_on = add(made, run);
    }
  }
  return goes_on ? result<Made>{std::move(made)} : goes_on.failure();
}

/// Calls `take(row)` as `gather_rows` calls `add`, without a value to return.
template <class Take>
result<void> each_row(sql_run& run, Take take) {
  const auto done = gather_rows(run, true, [&](bool, const sql_run& row) { return take(row); });
  return done ? result<void>{} : done.failure();
}

/// Returns `read(row)` of the first `most` rows of `run`, or the first failure.
template <class Read>
auto read_rows(sql_run& run, Read read, std::size_t most = std::numeric_limits<std::size_t>::max())
    -> result<std::vector<row_value_of<Read>>> {
  using values = std::vector<row_value_of<Read>>;
  return gather_rows(run, values{}, [&](values& rows, const sql_run& row) -> result<bool> {
    result<row_value_of<Read>> made = read(row);
    if (!made) {
      return made.failure();
    }
    rows.push_back(std::move(made).value());
    return rows.size() < most;
  });
}

/// Returns the first column of all rows.
inline result<std::vector<std::string>> read_texts(sql_run& run) {
  return read_rows(run, [](const sql_run& row) { return std::string{row.text(0)}; });
}

/// Returns `read(row)` of the first row of `run`; nothing if there is no row.
template <class Read>
auto read_row(sql_run& run, Read read) -> result<std::optional<row_value_of<Read>>> {
  auto rows = read_rows(run, read, 1);
  if (!rows) {
    return rows.failure();
  }
  return rows->empty() ? std::nullopt : std::optional{std::move(rows->front())};
}

}  // namespace aurawell::net
