#pragma once

#include "actors/store/store_setup.hpp"
#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::config {

/// Opens the database and its spool, and brings them to where a former process wanted them:
/// what waited is written, then what was under way is closed. Blocks. A failure is for the
/// operator.
result<actors::store_setup> open_database(const net::store_options& options);

}  // namespace aurawell::config
