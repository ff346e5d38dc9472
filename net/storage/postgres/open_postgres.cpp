#include "net/storage/postgres/open_postgres.hpp"

#include <string>
#include <utility>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/postgres/postgres_migrations.hpp"
#include "net/storage/postgres/postgres_url.hpp"

namespace aurawell::net {
namespace {

constexpr const char* advice =
    "; check storage.url, that the server runs and takes writes, and that the role may create "
    "tables "
    "in the database (see PostgreSQL in docs/operations.md)";

error cannot_open(const store_options& options, const postgres_connection& connection,
                  const error& why) {
  const bool is_known = why.code == ec::bad_configuration;
  const auto& reason = connection.reason();
  return {is_known ? ec::bad_configuration : ec::database_unreachable,
          "cannot open the database " + without_password(options.url) + ": " + why.detail +
              (reason.empty() ? "" : " (" + reason + ")") + (is_known ? "" : advice)};
}

std::unique_ptr<postgres_connection> connection_for(const store_options& options) {
  return std::make_unique<postgres_connection>(
      postgres_target{options.url, options.postgres, options.sync_to_disk});
}

}  // namespace

result<std::unique_ptr<postgres_connection>> open_postgres(const store_options& options) {
  auto connection = connection_for(options);
  auto done = connection->connect();
  done = done ? migrate(*connection, postgres_migrations()) : done;
  done = done ? register_keys(*connection, value_seal{options.encryption_keys}) : done;
  if (!done) {
    return cannot_open(options, *connection, done.failure());
  }
  return connection;
}

result<std::unique_ptr<postgres_connection>> open_postgres_reader(const store_options& options) {
  auto connection = connection_for(options);
  if (auto done = connection->connect(); !done) {
    return cannot_open(options, *connection, done.failure());
  }
  return connection;
}

}  // namespace aurawell::net
