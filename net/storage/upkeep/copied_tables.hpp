#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"

namespace aurawell::net {

/// What a column holds, where the engines store it in different ways.
enum class copied_as : unsigned char { text, foreign, integer, number, value };

struct copied_column {
  std::string_view name;
  copied_as kind;
};

/// A table that both engines have, with all of its columns.
struct copied_table {
  std::string_view name;
  /// So many columns at the front identify a row; rows are copied in their order.
  int key;
  std::span<const copied_column> columns;
};

/// All tables of the database, each behind those that it refers to.
std::span<const copied_table> copied_tables() noexcept;

/// A value of a column; nothing: NULL.
using copied_value = std::variant<std::monostate, std::string, std::int64_t, double, stored_value>;

/// SELECT of the rows in order: the first ?1 of them if `is_first`, else the first ?1 behind the
/// row with the key ?2, ?3, …
std::string select_rows(const copied_table& table, bool is_first);

/// INSERT with a parameter for each column.
std::string insert_row(const copied_table& table);

std::vector<copied_value> read_values(const copied_table& table, const sql_run& row);

/// Binds the values to ?`first`, … of a run.
void bind_values(sql_cursor& run, int first, std::span<const copied_column> columns,
                 std::span<const copied_value> values);

}  // namespace aurawell::net
