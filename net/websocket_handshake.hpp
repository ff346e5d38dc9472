#pragma once

#include <optional>

#include "net/http_messages.hpp"
#include "net/http_replies.hpp"
#include "net/server_options.hpp"

namespace aurawell::net {

/// Why a request for a chat must not be upgraded; nothing when all is well. `has_more`:
/// bytes came behind the request, though the client must wait for its answer.
std::optional<http_reply> refuse_upgrade(const request_message& request, bool has_more,
                                         const server_options& options, wall_time now);

}  // namespace aurawell::net
