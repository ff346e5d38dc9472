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

/// The database that a backup is to replace, as far as it can be read. It is not changed, and
/// may have an older schema.
class present_database {
 public:
  /// A failure: the file is there and is no damaged one, but cannot be read now, or needs
  /// another key or a newer release.
  static result<present_database> open(const std::filesystem::path& file,
                                       const store_options& options);

  /// False: the file is missing, or nothing in it can be read.
  bool is_open() const noexcept { return connection_.has_value(); }

  /// What could not be read, for the operator.
  const std::vector<std::string>& losses() const noexcept { return losses_; }
  void note_loss(std::string what);

  /// All rows of the table that can be read: the rowid, then these columns. A column that the
  /// older schema does not have is NULL, a table that it does not have is empty. A row that
  /// differs from its indexes is a loss too: one flipped bit leaves the page a good one.
  result<void> read(std::string_view table, std::initializer_list<std::string_view> columns,
                    const take_row& take);

  /// The same, then, with a loss, the rows again with the columns of the primary key as its
  /// index has them: the right ones may stand there alone.
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
