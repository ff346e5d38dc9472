#pragma once

#include <cstdint>
#include <string_view>

#include "domain/ports/write_spool.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// The compiled statements of the spool. Their parameters are listed in `waiting_rows.cpp`.
struct waiting_statements {
  static result<waiting_statements> prepare(sqlite_connection& connection);

  sqlite_statement next_number;
  sqlite_statement add_question;
  sqlite_statement add_progress;
  sqlite_statement add_answer;
  sqlite_statement set_answer;
  sqlite_statement forget_progress;
  /// These two give rows for `read_waiting`, refused ones too, with numbers from ?1 to ?2.
  sqlite_statement oldest_first;
  sqlite_statement newest_first;
  /// Number, asker, request id and kind of each waiting write, read from the index only.
  sqlite_statement names;
  sqlite_statement remove_until;
  sqlite_statement clear;
  sqlite_statement remove;
  sqlite_statement set_aside;
  sqlite_statement forget_aside;
  sqlite_statement erase;
};

/// Adds a write to `waiting_writes`. A progress or an answer removes the earlier progress of its
/// request.
result<void> add_waiting(const waiting_statements& statements, std::int64_t number,
                         const spooled_write& write, const value_seal& seal);

/// Which row this is, and what it holds: a failure when it is damaged.
std::int64_t number_of(const sqlite_run& row);
request_id request_at(const sqlite_run& row);
/// Why the database refused it; empty: it still waits.
std::string_view refusal_at(const sqlite_run& row);
result<spooled_write> read_waiting(const sqlite_run& row, const value_seal& seal);

}  // namespace aurawell::net
