#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "net/storage/database/sql_run.hpp"
#include "net/storage/postgres/postgres_array.hpp"

namespace aurawell::net {

/// A column of a statement over many rows: its name in SQL, and its value in one row.
template <class Value>
struct group_column {
  std::string_view name;
  Value value;
};

template <class Value>
group_column(std::string_view, Value) -> group_column<Value>;

template <class Id>
std::string_view text_of(const Id& id) {
  return id.value;
}

template <class T>
struct without_null {
  using type = T;
};
template <class T>
struct without_null<std::optional<T>> {
  using type = T;
};

template <class Value>
constexpr sql_type column_type() {
  using type = typename without_null<std::remove_cvref_t<Value>>::type;
  if constexpr (std::is_same_v<type, std::int64_t>) {
    return sql_type::integer;
  } else if constexpr (std::is_same_v<type, stored_value>) {
    return sql_type::value;
  } else if constexpr (std::is_same_v<type, foreign_text>) {
    return sql_type::foreign;
  } else {
    static_assert(std::is_same_v<type, std::string_view>);
    return sql_type::text;
  }
}

/// "PREFIXname1, PREFIXname2, …"
template <class... Columns>
std::string names_of(const std::tuple<Columns...>& columns, std::string_view prefix = {}) {
  std::string all;
  const auto add = [&](std::string_view name) {
    all.append(all.empty() ? "" : ", ").append(prefix).append(name);
  };
  std::apply([&](const auto&... column) { (add(column.name), ...); }, columns);
  return all;
}

/// "name1 = q.name1, name2 = q.name2, …"
template <class... Columns>
std::string changes_of(const std::tuple<Columns...>& columns) {
  std::string all;
  const auto add = [&](std::string_view name) {
    all.append(all.empty() ? "" : ", ").append(name).append(" = q.").append(name);
  };
  std::apply([&](const auto&... column) { (add(column.name), ...); }, columns);
  return all;
}

/// The rows as a table in FROM: " unnest(?1, ?2, …) AS q (name1, name2, …) ". `place` is the name
/// of a further column, the row's number from 1; empty: none.
template <class... Columns>
std::string rows_of(const std::tuple<Columns...>& columns, std::string_view place = {}) {
  std::string all{" unnest("};
  for (std::size_t i = 1; i <= sizeof...(Columns); ++i) {
    all.append(i == 1 ? "?" : ", ?").append(std::to_string(i));
  }
  all.append(place.empty() ? ")" : ") WITH ORDINALITY");
  all.append(" AS q (").append(names_of(columns));
  return all.append(place.empty() ? "" : ", ").append(place).append(") ");
}

/// Sends the statement with the values of all rows.
template <class Row, class... Columns>
sql_run send_rows(const sql_statement& statement, const std::vector<Row>& rows,
                  const std::tuple<Columns...>& columns) {
  sql_run run{statement};
  std::deque<postgres_array> arrays;
  int index = 0;
  const auto bind = [&](const auto& column) {
    auto& array = arrays.emplace_back(column_type<decltype(column.value(rows.front()))>());
    for (const auto& row : rows) {
      array.add(column.value(row));
    }
    run.cursor().bind_array(++index, array.view());
  };
  std::apply([&](const auto&... column) { (bind(column), ...); }, columns);
  run.send();
  return run;
}

}  // namespace aurawell::net
