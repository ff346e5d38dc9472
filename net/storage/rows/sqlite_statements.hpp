#pragma once

#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {

/// The compiled statements of the store. Their parameters are listed in `sqlite_statements.cpp`.
struct sqlite_statements {
  static result<sqlite_statements> prepare(sqlite_connection& connection);

  sqlite_statement add_conversation;
  sqlite_statement place_exchange;
  sqlite_statement add_exchange;
  sqlite_statement find_under_way;
  sqlite_statement set_runner;
  sqlite_statement find_question;
  sqlite_statement set_progress;
  sqlite_statement set_answer;
  sqlite_statement remove_conversation;
  sqlite_statement past;
  sqlite_statement history;
  /// These four give rows for `read_exchange`.
  sqlite_statement by_request;
  sqlite_statement by_session;
  sqlite_statement by_conversation;
  sqlite_statement elsewhere;
  sqlite_statement find_conversation;
  sqlite_statement list_conversations;
  sqlite_statement list_by_age;
  sqlite_statement remove_exchanges;
  sqlite_statement remove_samples;
};

}  // namespace aurawell::net
