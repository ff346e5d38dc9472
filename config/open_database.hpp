#pragma once

#include "actors/store/store_setup.hpp"
#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::config {

/// `with_predecessor`: another process may use the database too, until its last answers have ended.
enum class database_sharing : unsigned char { alone, with_predecessor };

/// Opens the database and its spool and completes the work of a former process: writes what waited,
/// then ends the answers that were running. Beside a predecessor it only opens the database; the
/// store actor does the rest when the predecessor has ended. Blocks. A failure needs an operator.
result<actors::store_setup> open_database(const net::store_options& options,
                                          database_sharing sharing = database_sharing::alone);

}  // namespace aurawell::config
