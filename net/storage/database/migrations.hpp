#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

class sqlite_connection;

/// One step of the schema. Versions count from 1 without a gap; `sql` ends in a NUL.
struct migration {
  int version = 0;
  std::string_view sql;
};

/// The files of `schema/`, in order.
std::span<const migration> released_migrations() noexcept;

/// The file's schema version; 0: the file is empty. `ec::bad_configuration` for a file of another
/// program.
result<std::int64_t> schema_version(sqlite_connection& connection);

/// `ec::bad_configuration` for a version of a newer release.
result<void> check_schema_is_known(std::int64_t version, std::span<const migration> steps);

/// Runs the steps that the file lacks, each in its own transaction, so that a failing one leaves
/// the file at the step before. Refuses a file of a newer release or of another program. Safe when
/// two processes start at once.
result<void> migrate(sqlite_connection& connection, std::span<const migration> steps);

}  // namespace aurawell::net
