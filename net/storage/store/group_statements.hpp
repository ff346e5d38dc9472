#pragma once

#include "net/storage/database/sql_connection.hpp"

namespace aurawell::net {

/// The compiled statements of `array_group`, each over any number of rows.
struct group_statements {
  /// Over a connection that does not send ahead it prepares nothing.
  static result<group_statements> prepare(sql_connection& connection);

  sql_statement hold;
  sql_statement place_questions;
  sql_statement find_rows;
  sql_statement add_conversations;
  sql_statement add_exchanges;
  sql_statement set_runners;
  sql_statement set_progress;
  sql_statement set_answers;
};

}  // namespace aurawell::net
