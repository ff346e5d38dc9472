#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// A table with values that can be sealed, for code that seals all of them again.
struct sealed_table {
  std::string_view name;
  /// The columns with such values; unused elements are empty.
  std::array<std::string_view, 3> sealed;
  /// The columns that `reseal` writes, in this order.
  std::array<std::string_view, 3> written;
  /// The columns that identify the values' places.
  std::string_view identity;
  /// The column with a row's number in PostgreSQL; empty: the row's position in the table, which
  /// changes when the row is written.
  std::string_view number;
  /// Opens the values of a row of `select_left` and passes them to `update_sealed`, sealed with the
  /// newest key.
  result<void> (*reseal)(const sql_run& row, const value_seal& seal, const sql_statement& update);
};

/// All such tables of a database.
std::span<const sealed_table> sealed_tables(sql_dialect dialect) noexcept;

/// SELECT of at most ?3 rows behind row number ?2 with a value that is not sealed with the key ?1:
/// the row number, the sealed columns, the identity. In PostgreSQL it locks the rows.
std::string select_left(const sealed_table& table, sql_dialect dialect);

/// SELECT of any rows of a file, at most ?1, with the same columns.
std::string select_sample(const sealed_table& table);

/// SELECT of the number of such rows; ?1 is the key.
std::string count_left(const sealed_table& table, sql_dialect dialect);

/// UPDATE; ?1 is the row number, the values follow.
std::string update_sealed(const sealed_table& table, sql_dialect dialect);

}  // namespace aurawell::net
