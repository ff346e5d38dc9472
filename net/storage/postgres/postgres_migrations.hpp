#pragma once

#include <span>

#include "domain/result.hpp"
#include "net/storage/database/migrations.hpp"

namespace aurawell::net {

class postgres_connection;

/// The files of `schema/`, in order.
std::span<const migration> postgres_migrations() noexcept;

/// The database's schema version; 0: there are no tables. `ec::bad_configuration` for tables of
/// another program.
result<std::int64_t> schema_version(postgres_connection& connection);

/// Runs the steps that the database lacks, each in its own transaction, so that a failing one
/// leaves the database at the step before. `ec::bad_configuration` for a schema of a newer release,
/// and for tables of another program. Processes that start at once wait for each other.
result<void> migrate(postgres_connection& connection, std::span<const migration> steps);

}  // namespace aurawell::net
