#include "net/storage/database/sql_connection.hpp"

#include "net/storage/database/sql_run.hpp"

namespace aurawell::net {

result<std::int64_t> sql_connection::read_integer(std::string_view sql) {
  const auto statement = prepare(sql);
  if (!statement) {
    return statement.failure();
  }
  sql_run run{*statement};
  const auto row = run.step();
  return row ? result<std::int64_t>{run.integer(0)} : row.failure();
}

result<void> prepare_all(sql_connection& connection,
                         std::initializer_list<std::pair<sql_statement*, std::string_view>> texts) {
  for (const auto& [statement, sql] : texts) {
    auto compiled = connection.prepare(sql);
    if (!compiled) {
      return compiled.failure();
    }
    *statement = std::move(compiled).value();
  }
  return {};
}

}  // namespace aurawell::net
