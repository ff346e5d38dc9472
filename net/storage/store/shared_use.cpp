#include "net/storage/store/shared_use.hpp"

#include <cstdint>
#include <string>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::net {
namespace {

constexpr const char* advice = "; stop that process first, then start this program";

result<void> check_schema(sqlite_connection& connection) {
  const auto version = schema_version(connection);
  if (!version) {
    return version.failure();
  }
  const auto steps = released_migrations();
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

result<void> check_keys(sqlite_connection& connection, const store_options& options) {
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

}  // namespace

result<void> check_shared_use(const store_options& options) {
  const auto path = database_path(options);
  auto connection = open_sqlite_reader(path.string(), options);
  if (!connection) {
    return connection.failure();
  }
  auto checked = check_schema(*connection);
  if (checked) {
    checked = check_keys(*connection, options);
  }
  return checked ? checked
                 : error{checked.failure().code, "cannot use the database " + path.string() + ": " +
                                                     checked.failure().detail};
}

}  // namespace aurawell::net
