#include "net/storage/postgres/postgres_migrations.hpp"

#include <cstdint>
#include <string>

#include "net/storage/postgres/postgres_connection.hpp"

namespace aurawell::net {
namespace {

// "AuWl" as a number: the lock of one migration at a time.
constexpr const char* begin_step =
    "BEGIN; SELECT pg_advisory_xact_lock(1098209132);"
    "CREATE TABLE IF NOT EXISTS aurawell_schema (version bigint NOT NULL)";

}  // namespace

result<std::int64_t> schema_version(postgres_connection& connection) {
  const auto tables = connection.read_integer(
      "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
      "AND relkind IN ('r', 'v')");
  const auto is_ours = connection.read_integer(
      "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
      "AND relname = 'aurawell_schema'");
  if (!tables || !is_ours) {
    return !tables ? tables.failure() : is_ours.failure();
  }
  if (*is_ours > 0) {
    return connection.read_integer("SELECT coalesce(max(version), 0) FROM aurawell_schema");
  }
  if (*tables > 0) {
    return error{ec::bad_configuration,
                 "its tables belong to another program; give storage.url a database of its own"};
  }
  return 0;
}

namespace {

/// Runs the step unless another process has done it.
result<void> run_step(postgres_connection& connection, const migration& step) {
  const auto version = schema_version(connection);
  if (!version || *version >= step.version) {
    return version ? result<void>{} : version.failure();
  }
  if (auto made = connection.execute(step.sql.data()); !made) {
    return made;
  }
  const auto note = "DELETE FROM aurawell_schema; INSERT INTO aurawell_schema VALUES (" +
                    std::to_string(step.version) + ")";
  return connection.execute(note.c_str());
}

}  // namespace

result<void> migrate(postgres_connection& connection, std::span<const migration> steps) {
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
    auto done = connection.execute(begin_step);
    done = done ? run_step(connection, step) : done;
    done = done ? connection.execute("COMMIT") : done;
    if (!done) {
      connection.roll_back();
      return error{done.failure().code, "migration " + std::to_string(step.version) +
                                            " failed: " + done.failure().detail};
    }
  }
  return {};
}

}  // namespace aurawell::net
