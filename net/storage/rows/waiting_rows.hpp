#pragma once

#include <cstdint>
#include <string_view>

#include "domain/ports/write_spool.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// The compiled statements of the spool. Their parameters are listed in `waiting_rows.cpp`.
struct waiting_statements {
  static result<waiting_statements> prepare(sql_connection& connection);

  sql_statement next_number;
  sql_statement add_question;
  sql_statement add_progress;
  sql_statement add_answer;
  sql_statement set_answer;
  sql_statement forget_progress;
  /// These two give rows for `read_waiting`, refused ones too, with numbers from ?1 to ?2.
  sql_statement oldest_first;
  sql_statement newest_first;
  /// Number, asker, request id and kind of each waiting write, read from the index only.
  sql_statement names;
  sql_statement remove_until;
  sql_statement clear;
  sql_statement remove;
  sql_statement set_aside;
  sql_statement forget_aside;
  sql_statement erase;
};

/// Adds a write to `waiting_writes`. A progress or an answer removes the earlier progress of its
/// request.
result<void> add_waiting(const waiting_statements& statements, std::int64_t number,
                         const spooled_write& write, const value_seal& seal);

/// Which row this is, and what it holds: a failure when it is damaged.
std::int64_t number_of(const sql_run& row);
request_id request_at(const sql_run& row);
/// Why the database refused it; empty: it still waits.
std::string_view refusal_at(const sql_run& row);
result<spooled_write> read_waiting(const sql_run& row, const value_seal& seal);

}  // namespace aurawell::net
