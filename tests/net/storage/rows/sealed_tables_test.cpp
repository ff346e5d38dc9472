#include "net/storage/rows/sealed_tables.hpp"

#include <gmock/gmock.h>

#include <set>

#include "net/storage/database/sqlite_file.hpp"

namespace aurawell::net {
namespace {

/// "table.column" of all columns that can hold a sealed value.
std::set<std::string> columns_of_schema() {
  auto connection = open_sqlite_memory({}).value();
  const auto find = connection.prepare(
      "SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables "
      "JOIN pragma_table_info(tables.name) AS columns "
      "WHERE tables.type = 'table' AND columns.type = 'ANY'");
  std::set<std::string> columns;
  sql_run run{*find};
  while (*run.step()) {
    columns.emplace(run.text(0));
  }
  return columns;
}

TEST(sealed_tables, are_all_that_the_schema_has) {
  std::set<std::string> known;
  for (const auto& table : sealed_tables(sql_dialect::sqlite)) {
    for (const auto& columns : {table.sealed, table.written}) {
      for (const auto column : columns) {
        if (!column.empty()) {
          known.insert(std::string{table.name} + "." + std::string{column});
        }
      }
    }
  }
  EXPECT_EQ(known, columns_of_schema());
}

TEST(sealed_tables, have_statements_that_compile) {
  auto connection = open_sqlite_memory({}).value();
  for (const auto& table : sealed_tables(sql_dialect::sqlite)) {
    for (const auto& sql :
         {select_left(table, sql_dialect::sqlite), select_sample(table),
          count_left(table, sql_dialect::sqlite), update_sealed(table, sql_dialect::sqlite)}) {
      EXPECT_TRUE(connection.prepare(sql)) << sql;
    }
  }
}

/// Sorted texts may be written to the system's temporary files.
TEST(sealed_tables, sort_no_texts_for_a_sample) {
  auto connection = open_sqlite_memory({}).value();
  for (const auto& table : sealed_tables(sql_dialect::sqlite)) {
    const auto plan = connection.prepare("EXPLAIN QUERY PLAN " + select_sample(table));
    sql_run run{*plan};
    int searches = 0;
    while (*run.step()) {
      searches += run.text(3).starts_with("SEARCH") ? 1 : 0;
    }
    EXPECT_EQ(searches, 1) << table.name << ": rows are looked up by their ids";
  }
}

}  // namespace
}  // namespace aurawell::net
