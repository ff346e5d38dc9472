#include "net/storage/upkeep/copy_ends.hpp"

#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/store_paths.hpp"
#include "net/storage/postgres/open_postgres.hpp"
#include "net/storage/postgres/postgres_url.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::net {
namespace {

using opened_end = result<std::unique_ptr<sql_connection>>;

error in_use(const std::string& url) {
  return {ec::database_unreachable,
          without_password(url) + " is in use by a running service; stop it first"};
}

/// On this machine and on others. Only a service that has no connection at the moment is not seen.
/// Waits a moment: the server may not have noticed yet that one has ended.
result<void> check_unused(sql_connection& connection, const std::string& url) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{3};
  while (true) {
    const auto others = connection.read_integer(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = 'aurawell' AND pid <> pg_backend_pid()");
    if (!others || *others == 0) {
      return others ? result<void>{} : others.failure();
    }
    if (std::chrono::steady_clock::now() > deadline) {
      return in_use(url);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
}

opened_end open_server(const store_options& options) {
  // Before the schema of a running service is touched.
  auto reader = open_postgres_reader(options);
  if (!reader) {
    return reader.failure();
  }
  if (auto unused = check_unused(**reader, options.url); !unused) {
    return unused.failure();
  }
  reader.value().reset();
  auto opened = open_postgres(options);
  return opened ? opened_end{std::move(opened).value()} : opened.failure();
}

opened_end open_file(const store_options& options) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return path.failure();
  }
  const auto running = process_register::running(std::filesystem::absolute(*path));
  if (!running || !running->empty()) {
    return running ? in_use(options.url) : running.failure();
  }
  auto opened = open_sqlite_file(*path, options);
  if (!opened) {
    return opened.failure();
  }
  return opened_end{std::make_unique<sqlite_connection>(std::move(opened).value())};
}

}  // namespace

opened_end open_copy_end(const std::string& url, store_options options) {
  options.url = url;
  // It reads and writes whole tables.
  options.postgres.statement_timeout = std::chrono::minutes{10};
  options.postgres.idle_timeout = std::chrono::minutes{60};
  return is_postgres_url(url) ? open_server(options) : open_file(options);
}

}  // namespace aurawell::net
