#pragma once

#include <caf/fwd.hpp>
#include <chrono>
#include <memory>

#include "domain/ports/store_access.hpp"

namespace aurawell::actors {

/// The store actor and the store reader as threads outside the actors see them. The system must
/// outlive it.
///
/// @param patience How long work may wait for its turn.
std::unique_ptr<store_access> make_store_access(caf::actor_system& system,
                                                std::chrono::milliseconds patience);

}  // namespace aurawell::actors
