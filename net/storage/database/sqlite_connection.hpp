#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace aurawell::net {

struct sqlite_closer {
  void operator()(sqlite3* handle) const noexcept;
  void operator()(sqlite3_stmt* handle) const noexcept;
};

/// An open database file, written through `clearing_files`. One thread at a time.
class sqlite_connection final : public sql_connection {
 public:
  /// The file must exist; it is opened for writing.
  static result<sqlite_connection> open(const char* path, std::chrono::milliseconds busy_timeout);

  /// A connection without write access. `uri` is SQLite's "file:…" with optional parameters.
  static result<sqlite_connection> open_read_only(const char* uri,
                                                  std::chrono::milliseconds busy_timeout);

  sql_dialect dialect() const noexcept override { return sql_dialect::sqlite; }

  /// Applies from now on.
  void set_patience(std::chrono::milliseconds most) noexcept;
  void wait_for_locks(bool wait) noexcept override;

  /// The file grows and shrinks in steps of this size.
  void grow_by(std::size_t bytes) noexcept;

  std::uint64_t damage_met() const noexcept override;

  /// After this time statements fail with `ec::timed_out`.
  void stop_at(std::chrono::steady_clock::time_point when);

  /// Writes the write-ahead log into the database and truncates it, if no reader uses it at this
  /// moment. Does not wait. True: the log is empty, and no cached page can write deleted data back.
  bool empty_log() noexcept override;

  /// Size of the write-ahead log; 0 when there is none.
  std::uint64_t log_bytes() const noexcept override;

  result<void> execute(const char* sql) override;
  result<sql_statement> prepare(std::string_view sql) override;
  bool in_transaction() const noexcept override;
  /// Number of rows that the latest INSERT, UPDATE or DELETE changed.
  std::int64_t changed_rows() const noexcept;
  void roll_back() noexcept override;

 private:
  static result<sqlite_connection> open_with(int flags, const char* name,
                                             std::chrono::milliseconds busy_timeout);

  explicit sqlite_connection(sqlite3* handle) : handle_{handle} {}

  /// On the heap, because SQLite keeps its address and the connection can be moved.
  std::unique_ptr<std::chrono::steady_clock::time_point> end_{};
  std::unique_ptr<sqlite3, sqlite_closer> handle_;
  std::chrono::milliseconds patience_{0};
  bool waits_ = true;
};

}  // namespace aurawell::net
