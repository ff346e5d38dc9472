#include "net/storage/upkeep/present_database.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_faults.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

error cannot_ask(const std::filesystem::path& file, const error& why) {
  return {why.code, "the present database " + file.string() + " cannot be read: " + why.detail};
}

/// Returns the beginning of a SELECT of the rowid and these columns, with NULL for columns that the
/// table does not have.
std::string select_columns(std::string_view table, std::initializer_list<std::string_view> columns,
                           const std::vector<std::string>& known) {
  std::string sql = "SELECT rowid";
  for (const auto column : columns) {
    const bool exists = std::find(known.begin(), known.end(), column) != known.end();
    sql.append(", ").append(exists ? column : "NULL");
  }
  return sql.append(" FROM ").append(table);
}

}  // namespace

void present_database::note_loss(std::string detail) {
  if (std::find(losses_.begin(), losses_.end(), detail) == losses_.end()) {
    losses_.push_back(std::move(detail));
  }
}

result<present_database> present_database::open(const std::filesystem::path& file,
                                                const store_options& options) {
  present_database present;
  std::error_code failure;
  const bool exists = std::filesystem::exists(file, failure);
  if (failure) {
    return cannot_ask(file, {ec::database_unreachable, failure.message()});
  }
  if (!exists) {
    present.note_loss("it is missing");
    return present;
  }
  auto connection = sqlite_connection::open(file.c_str(), options.busy_timeout);
  if (!connection) {
    return cannot_ask(file, connection.failure());
  }
  present.connection_ = std::move(connection).value();
  auto checked = present.check(options);
  if (!checked && is_damage(checked.failure())) {
    present.note_loss("it is damaged as a whole: " + checked.failure().detail);
    present.connection_.reset();
  } else if (!checked) {
    return cannot_ask(file, checked.failure());
  }
  return present;
}

result<void> present_database::check(const store_options& options) {
  if (auto done = connection_->execute("PRAGMA query_only = ON"); !done) {
    return done;
  }
  if (auto done = look_at_schema(); !done || !is_open()) {
    return done;
  }
  const value_seal seal{options.encryption_keys};
  return read("encryption_keys", {"name"},
              [&](const sql_run& row) { return check_key_is_given(row.text(1), seal); });
}

result<void> present_database::look_at_schema() {
  const auto version = schema_version(*connection_);
  if (!version) {
    return version.failure();
  }
  if (*version == 0) {
    note_loss("it holds nothing");
    connection_.reset();
    return {};
  }
  return check_schema_is_known(*version, released_migrations());
}

result<std::vector<std::string>> present_database::columns_of(std::string_view table) {
  return with_run(*connection_, "SELECT name FROM pragma_table_info(?1)", read_texts, table);
}

result<void> present_database::read(std::string_view table,
                                    std::initializer_list<std::string_view> columns,
                                    const take_row& take) {
  auto done = read_rows_of(table, columns, take);
  if (!done && is_damage(done.failure())) {
    note_loss(std::string{table} + " is damaged: " + done.failure().detail);
    return {};
  }
  return done;
}

result<void> present_database::read_rows_of(std::string_view table,
                                            std::initializer_list<std::string_view> columns,
                                            const take_row& take) {
  const auto known = columns_of(table);
  if (!known || known->empty()) {
    return known ? result<void>{} : known.failure();
  }
  const auto sql = select_columns(table, columns, *known) +
                   " NOT INDEXED WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid";
  const auto forwards = connection_->prepare(sql);
  const auto backwards = connection_->prepare(sql + " DESC");
  if (!forwards || !backwards) {
    return !forwards ? forwards.failure() : backwards.failure();
  }
  const auto is_whole = read_readable(*forwards, *backwards, take);
  if (!is_whole) {
    return is_whole.failure();
  }
  if (!*is_whole) {
    note_loss("rows of " + std::string{table} + " are damaged");
    return {};
  }
  return compare_with_indexes(table);
}

result<void> present_database::compare_with_indexes(std::string_view table) {
  const auto check = connection_->prepare(
      "SELECT integrity_check FROM pragma_integrity_check(?1) WHERE integrity_check <> 'ok'");
  if (!check) {
    return check.failure();
  }
  sql_run run{*check, table};
  const auto row = run.step();
  if (row && *row) {
    note_loss(std::string{table} + " is damaged: " + std::string{run.text(0)});
  }
  return row ? result<void>{} : row.failure();
}

result<void> present_database::read_with_index(std::string_view table,
                                               std::initializer_list<std::string_view> columns,
                                               const take_row& take) {
  const auto before = losses_.size();
  auto done = read(table, columns, take);
  return done && losses_.size() > before ? read_index_of(table, columns, take) : done;
}

/// SQLite reads the columns in the index from the index, the others from the table.
result<void> present_database::read_index_of(std::string_view table,
                                             std::initializer_list<std::string_view> columns,
                                             const take_row& take) {
  const auto known = columns_of(table);
  const auto rows =
      known ? connection_->prepare(select_columns(table, columns, *known) +
                                   " INDEXED BY sqlite_autoindex_" + std::string{table} + "_1")
            : known.failure();
  if (!rows) {
    return is_damage(rows.failure()) ? result<void>{} : rows.failure();
  }
  sql_run run{*rows};
  while (true) {
    const auto row = run.step();
    if (!row) {
      return is_damage(row.failure()) ? result<void>{} : row.failure();
    }
    if (!*row) {
      return {};
    }
    if (auto taken = take(run); !taken) {
      return taken;
    }
  }
}

}  // namespace aurawell::net
