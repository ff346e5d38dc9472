#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/rows/readable_rows.hpp"

namespace aurawell::net {

/// Reads the database that a backup will replace, as far as it is readable. Does not change it. It
/// may have an older schema.
class present_database {
 public:
  /// Fails when the file exists and is not damaged, but cannot be read now or needs another key or
  /// a newer release.
  static result<present_database> open(const std::filesystem::path& file,
                                       const store_options& options);

  /// Returns false when the file is missing or nothing in it can be read.
  bool is_open() const noexcept { return connection_.has_value(); }

  /// What could not be read, as sentences for the operator.
  const std::vector<std::string>& losses() const noexcept { return losses_; }
  void note_loss(std::string detail);

  /// Calls `take` with each readable row of the table: the rowid, then these columns. A column that
  /// an older schema does not have is NULL; a table that it does not have is empty. A row that
  /// differs from its indexes is also a loss: after one flipped bit the page may still be valid.
  result<void> read(std::string_view table, std::initializer_list<std::string_view> columns,
                    const take_row& take);

  /// As `read`. After a loss, calls `take` with the rows again, with the columns of the primary key
  /// from its index: only the index may have the correct values.
  result<void> read_with_index(std::string_view table,
                               std::initializer_list<std::string_view> columns,
                               const take_row& take);

 private:
  result<void> check(const store_options& options);
  result<void> look_at_schema();
  result<void> read_rows_of(std::string_view table, std::initializer_list<std::string_view> columns,
                            const take_row& take);
  result<void> read_index_of(std::string_view table,
                             std::initializer_list<std::string_view> columns, const take_row& take);
  result<void> compare_with_indexes(std::string_view table);
  result<std::vector<std::string>> columns_of(std::string_view table);

  std::optional<sqlite_connection> connection_;
  std::vector<std::string> losses_;
};

}  // namespace aurawell::net
