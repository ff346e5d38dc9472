#include "net/storage/store/sqlite_store.hpp"

#include <utility>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/sqlite_file.hpp"

namespace aurawell::net {
namespace {

result<std::unique_ptr<sql_store>> store_over(
    result<sqlite_connection> connection, const store_options& options,
    std::shared_ptr<const process_register> processes = nullptr, bool for_reading = false) {
  if (!connection) {
    return connection.failure();
  }
  return sql_store::over(std::make_unique<sqlite_connection>(std::move(connection).value()),
                         options, std::move(processes), for_reading);
}

}  // namespace

result<std::unique_ptr<sql_store>> open_sqlite_store(
    std::string_view path, const store_options& options,
    std::shared_ptr<const process_register> processes) {
  return store_over(open_sqlite_file(path, options), options, std::move(processes));
}

result<std::unique_ptr<sql_store>> open_sqlite_store_reader(
    std::string_view path, const store_options& options,
    std::shared_ptr<const process_register> processes) {
  return store_over(open_sqlite_reader(path, options), options, std::move(processes), true);
}

result<std::unique_ptr<sql_store>> open_memory_store(const store_options& options) {
  return store_over(open_sqlite_memory(options), options);
}

}  // namespace aurawell::net
