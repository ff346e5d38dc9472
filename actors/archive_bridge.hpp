#pragma once

#include <caf/fwd.hpp>
#include <chrono>
#include <memory>

#include "domain/ports/conversation_archive.hpp"

namespace aurawell::actors {

/// The store actor as plain HTTP sees it. The system must outlive it.
std::unique_ptr<conversation_archive> make_archive(caf::actor_system& system,
                                                   std::chrono::milliseconds timeout);

}  // namespace aurawell::actors
