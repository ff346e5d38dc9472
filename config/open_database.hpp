#pragma once

#include "actors/store/store_setup.hpp"
#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::config {

/// Opens the database and its spool and completes the work of a former process: writes what waited,
/// then ends the answers that were running. Blocks. A failure needs an operator.
result<actors::store_setup> open_database(const net::store_options& options);

}  // namespace aurawell::config
