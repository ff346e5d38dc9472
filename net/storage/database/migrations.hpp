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

/// The file's schema version; 0: the file is empty. `ec::bad_configuration` when it is another
/// program's.
result<std::int64_t> schema_version(sqlite_connection& connection);

/// `ec::bad_configuration` when a newer release has written it.
result<void> check_schema_is_known(std::int64_t version, std::span<const migration> steps);

/// Runs the steps that the file has not seen, each in a transaction of its own, so
/// that a failing one leaves the file at the step before. Refuses a file that a newer
/// release or another program has written. Safe when two processes start at once.
result<void> migrate(sqlite_connection& connection, std::span<const migration> steps);

}  // namespace aurawell::net
