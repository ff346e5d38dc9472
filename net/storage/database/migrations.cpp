#include "net/storage/database/migrations.hpp"

#include <cstdint>
#include <string>

#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {
namespace {

/// "AuWl": distinguishes our files from SQLite files of other programs.
constexpr std::int64_t application_id = 0x4175576c;

}  // namespace

result<std::int64_t> schema_version(sqlite_connection& connection) {
  auto version = connection.read_integer("PRAGMA user_version");
  auto owner = connection.read_integer("PRAGMA application_id");
  auto tables = connection.read_integer("SELECT count(*) FROM sqlite_schema");
  if (!version || !owner || !tables) {
    return !version ? version.failure() : !owner ? owner.failure() : tables.failure();
  }
  const bool is_fresh = *version == 0 && *owner == 0 && *tables == 0;
  if (!is_fresh && *owner != application_id) {
    return error{ec::bad_configuration,
                 "the file belongs to another program; give storage.url a path of its own"};
  }
  return version;
}

namespace {

/// Runs one step unless another process has done it.
result<void> run_step(sqlite_connection& connection, const migration& step) {
  const auto version = schema_version(connection);
  if (!version) {
    return version.failure();
  }
  if (*version >= step.version) {
    return {};
  }
  if (auto made = connection.execute(step.sql.data()); !made) {
    return made;
  }
  const auto mark = "PRAGMA application_id = " + std::to_string(application_id) +
                    "; PRAGMA user_version = " + std::to_string(step.version);
  return connection.execute(mark.c_str());
}

}  // namespace

result<void> check_schema_is_known(std::int64_t version, std::span<const migration> steps) {
  const int newest = steps.empty() ? 0 : steps.back().version;
  if (version <= newest) {
    return {};
  }
  return error{ec::bad_configuration,
               "the file has schema version " + std::to_string(version) +
                   ", this program knows up to " + std::to_string(newest) +
                   "; run the newer release, or restore a backup made before the upgrade"};
}

result<void> migrate(sqlite_connection& connection, std::span<const migration> steps) {
  const auto version = schema_version(connection);
  if (!version) {
    return version.failure();
  }
  if (auto known = check_schema_is_known(*version, steps); !known) {
    return known;
  }
  for (const auto& step : steps) {
    if (step.version <= *version) {
      continue;
    }
    if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) {
      return begun;
    }
    auto done = run_step(connection, step);
    if (done) {
      done = connection.execute("COMMIT");
    }
    if (!done) {
      connection.roll_back();
      return error{done.failure().code, "migration " + std::to_string(step.version) +
                                            " failed: " + done.failure().detail};
    }
  }
  return {};
}

}  // namespace aurawell::net
