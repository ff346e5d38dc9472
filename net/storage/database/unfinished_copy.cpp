#include "net/storage/database/unfinished_copy.hpp"

namespace aurawell::net {

result<void> check_copy_is_finished(sql_connection& connection) {
  const auto marks = connection.read_integer(spelled(
      connection.dialect(), "SELECT count(*) FROM sqlite_master WHERE name = 'unfinished_copy'",
      "SELECT count(*) FROM pg_class WHERE relname = 'unfinished_copy' "
      "AND relnamespace = current_schema()::regnamespace"));
  if (!marks || *marks == 0) {
    return marks ? result<void>{} : marks.failure();
  }
  return error{ec::bad_configuration,
               "a copy into it has begun and is not finished; it holds nothing: run `aurawell "
               "copy-store` again, or delete it"};
}

result<void> begin_copy(sql_connection& connection) {
  return connection.execute("CREATE TABLE IF NOT EXISTS unfinished_copy (mark integer)");
}

result<void> finish_copy(sql_connection& connection) {
  return connection.execute("DROP TABLE unfinished_copy");
}

}  // namespace aurawell::net
