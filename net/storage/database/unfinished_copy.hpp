#pragma once

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"

namespace aurawell::net {

// A database that is being filled with a copy of another has the empty table "unfinished_copy", so
// that no service starts on it before it is whole.

/// `ec::bad_configuration` when the copy is not whole; the detail advises the operator.
result<void> check_copy_is_finished(sql_connection& connection);

/// Marks it, at once.
result<void> begin_copy(sql_connection& connection);

/// Removes the mark, within the caller's transaction.
result<void> finish_copy(sql_connection& connection);

}  // namespace aurawell::net
