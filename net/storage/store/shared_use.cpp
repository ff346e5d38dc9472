#include "net/storage/store/shared_use.hpp"

#include <cstdint>
#include <span>
#include <string>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/store_paths.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/postgres/open_postgres.hpp"
#include "net/storage/postgres/postgres_migrations.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::net {
namespace {

constexpr const char* advice = "; stop that process first, then start this program";

result<void> check_schema(const result<std::int64_t>& version, std::span<const migration> steps) {
  if (!version) {
    return version.failure();
  }
  if (auto known = check_schema_is_known(*version, steps); !known) {
    return known;
  }
  if (*version == steps.back().version) {
    return {};
  }
  return error{ec::bad_configuration,
               "its schema has version " + std::to_string(*version) + ", this program needs " +
                   std::to_string(steps.back().version) +
                   ", and the process that uses it does not know that version" + advice};
}

result<void> check_keys(sql_connection& connection, const store_options& options) {
  const value_seal seal{options.encryption_keys};
  const auto is_known = is_newest_key_registered(connection, seal);
  if (!is_known) {
    return is_known.failure();
  }
  if (*is_known || !seal.has_keys()) {
    return {};
  }
  return error{ec::bad_configuration,
               "this program seals with key " + hex_of(seal.newest_key()) +
                   ", which the process that uses the database does not know" + advice};
}

result<void> check_postgres_use(const store_options& options) {
  const auto connection = open_postgres_reader(options);
  if (!connection) {
    return connection.failure();
  }
  const auto checked = check_schema(schema_version(**connection), postgres_migrations());
  return checked ? check_keys(**connection, options) : checked;
}

}  // namespace

result<void> check_shared_use(const store_options& options) {
  if (is_postgres_url(options.url)) {
    return check_postgres_use(options);
  }
  const auto path = database_path(options);
  auto connection = open_sqlite_reader(path.string(), options);
  if (!connection) {
    return connection.failure();
  }
  auto checked = check_schema(schema_version(*connection), released_migrations());
  if (checked) {
    checked = check_keys(*connection, options);
  }
  return checked ? checked
                 : error{checked.failure().code, "cannot use the database " + path.string() + ": " +
                                                     checked.failure().detail};
}

}  // namespace aurawell::net
