#pragma once

#include <caf/fwd.hpp>
#include <chrono>
#include <memory>

#include "domain/ports/store_access.hpp"

namespace aurawell::actors {

/// Access to the store actor and the store reader for threads outside the actors. The system must
/// outlive it.
///
/// @param patience Longest wait of work for its turn.
std::unique_ptr<store_access> make_store_access(caf::actor_system& system,
                                                std::chrono::milliseconds patience);

}  // namespace aurawell::actors
