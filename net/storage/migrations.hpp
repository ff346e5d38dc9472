#pragma once

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

/// Runs the steps that the file has not seen, each in a transaction of its own, so
/// that a failing one leaves the file at the step before. Refuses a file that a newer
/// release or another program has written. Safe when two processes start at once.
result<void> migrate(sqlite_connection& connection, std::span<const migration> steps);

}  // namespace aurawell::net
