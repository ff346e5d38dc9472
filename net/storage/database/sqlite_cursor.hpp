#pragma once

#include <cstdint>
#include <memory>

#include "domain/error.hpp"
#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

/// The failure of a call that returned `code`; only with SQLite's fixed texts, because its full
/// message may quote data.
error sqlite_failure(int code);

/// Calls of this process that met a damaged page.
std::uint64_t damaged_sqlite_calls() noexcept;

/// One run at a time.
class sqlite_prepared final : public sql_prepared {
 public:
  explicit sqlite_prepared(sqlite3_stmt* handle) : handle_{handle} {}

  std::unique_ptr<sql_cursor> start() const override;

 private:
  std::unique_ptr<sqlite3_stmt, sqlite_closer> handle_;
};

}  // namespace aurawell::net
