#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "domain/result.hpp"
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
  /// Opens the values of a row of `select_left` and passes them to `update_sealed`, sealed with the
  /// newest key.
  result<void> (*reseal)(const sql_run& row, const value_seal& seal, const sql_statement& update);
};

/// All such tables of the database.
std::span<const sealed_table> sealed_tables() noexcept;

/// SELECT of at most ?3 rows behind rowid ?2 with a value that is not sealed with the key ?1: the
/// rowid, the sealed columns, the identity.
std::string select_left(const sealed_table& table);

/// SELECT of any rows, at most ?1, with the same columns.
std::string select_sample(const sealed_table& table);

/// SELECT of the number of such rows; ?1 is the key.
std::string count_left(const sealed_table& table);

/// UPDATE; ?1 is the rowid, the values follow.
std::string update_sealed(const sealed_table& table);

}  // namespace aurawell::net
