#include "net/storage/upkeep/rekey.hpp"

#include <string>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/store_paths.hpp"
#include "net/storage/postgres/open_postgres.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/rekeyed_spool.hpp"
#include "net/storage/upkeep/resealing.hpp"

namespace aurawell::net {
namespace {

/// Removes old copies: pages that were freed long ago may still contain unsealed data.
///
/// @param rewrite The statement that removes them from the file. The log is always emptied.
result<bool> clean_file(sqlite_connection& connection, const char* rewrite) {
  auto done = connection.execute(rewrite);
  if (done) {
    const auto is_busy = connection.read_integer("PRAGMA wal_checkpoint(TRUNCATE)");
    done = !is_busy        ? is_busy.failure()
           : *is_busy == 0 ? result<void>{}
                           : error{ec::database_unreachable, "another program is reading it"};
  }
  if (!done) {
    return error{done.failure().code,
                 "everything is sealed with the newest key, but old copies may still be in "
                 "the file: " +
                     done.failure().detail + "; make room, stop the service and repeat"};
  }
  return true;
}

result<bool> reseal_file(sqlite_connection& connection, resealing& work, const char* rewrite) {
  auto done = work.run();
  return done && *done ? clean_file(connection, rewrite) : done;
}

/// `before` becomes what was done.
result<bool> reseal_database(const store_options& options, const value_seal& seal,
                             const rekey_report& report, rekey_progress& before) {
  if (is_postgres_url(options.url)) {
    const auto connection = open_postgres(options);
    if (!connection) {
      return connection.failure();
    }
    resealing work{**connection, seal, report};
    auto done = work.run();
    before = work.progress();
    return done;
  }
  const auto path = sqlite_path(options.url);
  auto connection = path ? open_sqlite_file(*path, options) : path.failure();
  if (!connection) {
    return connection.failure();
  }
  resealing work{*connection, seal, report};
  auto done = reseal_file(*connection, work, "VACUUM");
  before = work.progress();
  return done;
}

}  // namespace

result<bool> rekey_store(const store_options& options, const rekey_report& report) {
  if (const auto path = sqlite_path(options.url); !path && !is_postgres_url(options.url)) {
    return path.failure();
  }
  if (options.encryption_keys.empty()) {
    return error{ec::bad_configuration,
                 "there is no key to seal with; name the variable that holds it in "
                 "storage.encryption_key_env, or the file in storage.encryption_key_file"};
  }
  const value_seal seal{options.encryption_keys};
  auto spool = open_spool_to_rekey(options, seal);
  if (!spool) {
    return spool.failure();
  }
  rekey_progress before;
  const rekey_report counted = [&](const rekey_progress& progress) {
    return report({before.rows + progress.rows, before.of + progress.of});
  };
  // The database comes first: a write that it refuses because of an older key goes to the spool.
  auto done = reseal_database(options, seal, counted, before);
  if (done && *done && !*spool) {
    // A service that started meanwhile may have created a spool.
    spool = open_spool_to_rekey(options, seal);
    if (!spool) {
      return spool.failure();
    }
  }
  if (!done || !*done || !*spool) {
    return done;
  }
  resealing work{**spool, seal, counted};
  return reseal_file(**spool, work, "");
}

}  // namespace aurawell::net
