#pragma once

#include <caf/actor_system.hpp>
#include <memory>

#include "actors/session/session_environment.hpp"
#include "domain/ports/session_gateway.hpp"

namespace aurawell::actors {

/// Spawns a session actor for each connection, or finds the one that the client resumes, and turns
/// the connection's calls into messages to it. A connection with more than `max_unread` unread
/// messages is closed with `close_code::rate_limited`, because a mailbox has no limit of its own.
///
/// @param system Must outlive the gateway and all of its handlers.
std::unique_ptr<session_gateway> make_session_gateway(
    caf::actor_system& system, std::shared_ptr<const current_environment> environment);

}  // namespace aurawell::actors
