#pragma once

#include "net/storage/database/sql_connection.hpp"

namespace aurawell::net {

/// The compiled statements of the store. Their parameters are listed in `store_statements.cpp`.
struct store_statements {
  static result<store_statements> prepare(sql_connection& connection);

  sql_statement place_question;
  sql_statement add_conversation;
  sql_statement add_exchange;
  sql_statement find_progressing;
  sql_statement set_runner;
  sql_statement find_question;
  sql_statement set_progress;
  sql_statement set_answer;
  sql_statement remove_conversation;
  sql_statement past;
  sql_statement history;
  /// These four give rows for `read_exchange`.
  sql_statement by_request;
  sql_statement by_session;
  sql_statement by_conversation;
  sql_statement elsewhere;
  /// And this one, with three columns more: 29 asker, 30 session, 31 job.
  sql_statement run_by;
  sql_statement find_conversation;
  sql_statement list_conversations;
  sql_statement list_by_age;
  sql_statement remove_exchanges;
  sql_statement remove_samples;
};

}  // namespace aurawell::net
