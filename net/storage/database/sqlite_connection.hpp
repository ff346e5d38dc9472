#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "domain/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace aurawell::net {

struct stored_value;

struct sqlite_closer {
  void operator()(sqlite3* handle) const noexcept;
  void operator()(sqlite3_stmt* handle) const noexcept;
};

/// Compiled once, run any number of times by `sqlite_run`. Must not outlive its connection.
using sqlite_statement = std::unique_ptr<sqlite3_stmt, sqlite_closer>;

/// One run of a statement, from its parameters to its last row. Its destruction makes the statement
/// ready for the next run.
class sqlite_run {
 public:
  /// Binds the values to ?1, ?2, … Text is not copied: it must outlive the run.
  template <class... Values>
  explicit sqlite_run(const sqlite_statement& statement, const Values&... values)
      : statement_{statement.get()} {
    int index = 0;
    (bind(++index, values), ...);
  }
  sqlite_run(const sqlite_run&) = delete;
  sqlite_run& operator=(const sqlite_run&) = delete;
  ~sqlite_run();

  /// True when there is a row, false after the last one.
  result<bool> step();

  /// Columns count from 0. The text is valid until the next step.
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool is_null(int column) const;
  bool is_blob(int column) const;

 private:
  void bind(int index, std::string_view text);
  void bind(int index, std::int64_t number);
  void bind(int index, double number);
  void bind(int index, const stored_value& value);
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    }
  }

  sqlite3_stmt* statement_;
  /// An unbound parameter is NULL, so a failed bind must not go unnoticed.
  int bind_failure_ = 0;
};

/// An open database file, written through `clearing_files`. One thread at a time.
class sqlite_connection {
 public:
  /// The file must exist; it is opened for writing.
  static result<sqlite_connection> open(const char* path, std::chrono::milliseconds busy_timeout);

  /// A connection without write access. `uri` is SQLite's "file:…" with optional parameters.
  static result<sqlite_connection> open_read_only(const char* uri,
                                                  std::chrono::milliseconds busy_timeout);

  /// Applies from now on.
  void wait_for_locks(std::chrono::milliseconds most) noexcept;

  /// The file grows and shrinks in steps of this size.
  void grow_by(std::size_t bytes) noexcept;

  /// Calls of this process, over any connection, that met a damaged page.
  static std::uint64_t damage_met() noexcept;

  /// After this time statements fail with `ec::timed_out`.
  void stop_at(std::chrono::steady_clock::time_point when);

  /// Writes the write-ahead log into the database and truncates it, if no reader uses it at this
  /// moment. Does not wait. True: the log is empty, and no cached page can write deleted data back.
  bool empty_log() noexcept;

  /// Size of the write-ahead log; 0 when there is none.
  std::uint64_t log_bytes() const noexcept;

  /// Runs any number of statements and drops their rows.
  result<void> execute(const char* sql);

  /// First column of the first row of a query that has one.
  result<std::int64_t> read_integer(const char* sql);

  result<sqlite_statement> prepare(std::string_view sql);

  /// SQLite may end a transaction by itself when the disk fails.
  bool in_transaction() const noexcept;

  /// Number of rows that the latest INSERT, UPDATE or DELETE changed.
  std::int64_t changed_rows() const noexcept;

  /// Rolls the open transaction back; no effect without one.
  void roll_back() noexcept;

 private:
  static result<sqlite_connection> open_with(int flags, const char* name,
                                             std::chrono::milliseconds busy_timeout);

  explicit sqlite_connection(sqlite3* handle) : handle_{handle} {}

  /// On the heap, because SQLite keeps its address and the connection can be moved.
  std::unique_ptr<std::chrono::steady_clock::time_point> end_{};
  std::unique_ptr<sqlite3, sqlite_closer> handle_;
  std::chrono::milliseconds patience_{0};
};

/// Compiles each text into the statement beside it, up to the first failure.
result<void> prepare_all(
    sqlite_connection& connection,
    std::initializer_list<std::pair<sqlite_statement*, std::string_view>> texts);

}  // namespace aurawell::net
