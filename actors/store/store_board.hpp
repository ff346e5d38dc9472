#pragma once

#include "domain/guarded.hpp"
#include "domain/ports/service_status.hpp"

namespace aurawell::actors {

/// What the store actor last wrote about the database, for anyone to read.
using store_board = guarded<store_status>;

}  // namespace aurawell::actors
