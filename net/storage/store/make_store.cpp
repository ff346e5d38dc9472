#include "net/storage/store/make_store.hpp"

#include <string_view>
#include <system_error>
#include <utility>

#include "net/storage/database/store_paths.hpp"
#include "net/storage/postgres/open_postgres.hpp"
#include "net/storage/postgres/postgres_url.hpp"
#include "net/storage/store/sqlite_store.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

error bad_url(std::string_view detail) {
  return {ec::bad_configuration,
          std::string{detail} +
              "; write \"sqlite:PATH\", for example \"sqlite:data/aurawell.db\", "
              "\"postgresql://USER@HOST/DATABASE\", or \"memory:\""};
}

error in_settings(const std::string& url, const std::string& detail) {
  return {ec::bad_configuration, "storage.url \"" + without_password(url) + "\" " + detail};
}

using opened_store = result<std::unique_ptr<advice_store>>;

opened_store as_port(result<std::unique_ptr<sql_store>> store) {
  return store ? opened_store{std::move(store).value()} : opened_store{store.failure()};
}

opened_store over_postgres(result<std::unique_ptr<postgres_connection>> connection,
                           const store_options& options,
                           std::shared_ptr<const process_register> processes, bool for_reading) {
  if (!connection) {
    return connection.failure();
  }
  return as_port(
      sql_store::over(std::move(connection).value(), options, std::move(processes), for_reading));
}

}  // namespace

result<void> check_store_url(const std::string& url) {
  if (url == "memory:") {
    return {};
  }
  if (is_postgres_url(url)) {
    return check_postgres_url(url);
  }
  if (!url.starts_with(sqlite_scheme)) {
    return bad_url("names no kind of store");
  }
  const auto path = std::string_view{url}.substr(sqlite_scheme.size());
  if (path.empty()) {
    return bad_url("names no path");
  }
  if (path == ":memory:" || path.find('\0') != std::string_view::npos) {
    return bad_url("holds no path");
  }
  return {};
}

result<std::string> sqlite_path(const std::string& url) {
  if (is_postgres_url(url)) {
    return in_settings(url,
                       "is a PostgreSQL database, and this is for files: back up and restore with "
                       "pg_dump and pg_restore (see PostgreSQL in docs/operations.md)");
  }
  if (auto good = check_store_url(url); !good || !url.starts_with(sqlite_scheme)) {
    return in_settings(url, good ? "names no file" : good.failure().detail);
  }
  return url.substr(sqlite_scheme.size());
}

std::filesystem::path database_path(const store_options& options) {
  const auto path = sqlite_path(options.url);
  std::error_code failure;
  return path ? std::filesystem::absolute(*path, failure) : std::filesystem::path{};
}

result<std::unique_ptr<advice_store>> open_store_reader(
    const store_options& options, std::shared_ptr<const process_register> processes) {
  if (is_postgres_url(options.url)) {
    return over_postgres(open_postgres_reader(options), options, std::move(processes), true);
  }
  const auto path = sqlite_path(options.url);
  return path ? as_port(open_sqlite_store_reader(*path, options, std::move(processes)))
              : std::unique_ptr<advice_store>{};
}

result<std::unique_ptr<advice_store>> open_store(
    const store_options& options, std::shared_ptr<const process_register> processes) {
  if (auto good = check_store_url(options.url); !good) {
    return in_settings(options.url, good.failure().detail);
  }
  if (is_postgres_url(options.url)) {
    return over_postgres(open_postgres(options), options, std::move(processes), false);
  }
  const auto path = sqlite_path(options.url);
  return as_port(path ? open_sqlite_store(*path, options, std::move(processes))
                      : open_memory_store(options));
}

}  // namespace aurawell::net
