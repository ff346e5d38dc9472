#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>

#include "domain/result.hpp"
#include "net/storage/database/sql_cursor.hpp"

namespace aurawell::net {

/// Which of two spellings of a statement a database understands.
enum class sql_dialect : unsigned char { sqlite, postgres };

/// The spelling for the dialect, where the two differ.
constexpr std::string_view spelled(sql_dialect dialect, std::string_view in_sqlite,
                                   std::string_view in_postgres) {
  return dialect == sql_dialect::sqlite ? in_sqlite : in_postgres;
}

/// Compiled once, run any number of times by `sql_run`. Must not outlive its connection.
class sql_prepared {
 public:
  sql_prepared() = default;
  sql_prepared(const sql_prepared&) = delete;
  sql_prepared& operator=(const sql_prepared&) = delete;
  virtual ~sql_prepared() = default;

  virtual std::unique_ptr<sql_cursor> start() const = 0;
};

using sql_statement = std::unique_ptr<const sql_prepared>;

/// An open connection to a database. One thread at a time.
class sql_connection {
 public:
  sql_connection() = default;
  virtual ~sql_connection() = default;

  virtual sql_dialect dialect() const noexcept = 0;

  /// Runs any number of statements and drops their rows.
  virtual result<void> execute(const char* sql) = 0;

  /// First column of the first row of a query that has one.
  result<std::int64_t> read_integer(std::string_view sql);

  /// Parameters are ?1, ?2, …
  virtual result<sql_statement> prepare(std::string_view sql) = 0;

  /// Waits for the statements that were sent and not waited for. The first failure; it undoes
  /// none of them outside a transaction or savepoint of the caller.
  virtual result<void> settle() { return {}; }
  /// Whether statements can be sent and waited for together.
  virtual bool sends_ahead() const noexcept { return false; }

  /// Whether a failure since the last call was caused by another transaction at the same time, so
  /// that the same statements may succeed now.
  virtual bool take_conflict() noexcept { return false; }

  /// The database may end a transaction by itself.
  virtual bool in_transaction() const noexcept = 0;

  /// Rolls the open transaction back; no effect without one.
  virtual void roll_back() noexcept = 0;

  /// Whether calls wait for another's lock and for a database that is away, or fail at once.
  virtual void wait_for_locks(bool wait) noexcept = 0;

  /// Number of calls in this process, over any connection, that met a damaged page. Any thread.
  virtual std::uint64_t damage_met() const noexcept { return 0; }

  /// Removes deleted data from the database's log, without waiting. True: it holds none.
  virtual bool empty_log() noexcept { return true; }
  /// Size of the database's log; 0 when there is none.
  virtual std::uint64_t log_bytes() const noexcept { return 0; }

 protected:
  sql_connection(sql_connection&&) = default;
  sql_connection& operator=(sql_connection&&) = default;
};

/// Compiles each text into the statement beside it, up to the first failure.
result<void> prepare_all(sql_connection& connection,
                         std::initializer_list<std::pair<sql_statement*, std::string_view>> texts);

}  // namespace aurawell::net
