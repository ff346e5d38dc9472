#pragma once

#include <optional>
#include <string_view>

#include "net/http/http_messages.hpp"
#include "net/http/http_replies.hpp"
#include "net/server/server_options.hpp"

namespace aurawell::net {

/// Whether the client asks to upgrade this connection to a WebSocket (RFC 9110, section 7.8).
bool asks_for_upgrade(const request_message& request);

/// Whether the client offers the sub-protocol `name`; compares case-sensitively.
bool offers_protocol(const request_message& request, std::string_view name);

/// Why a chat request must not be upgraded (RFC 6455, section 4.2.1); nothing when it may be.
/// `has_more`: bytes follow the request, though the client must wait for the reply. The Host header
/// must have been checked before.
std::optional<http_reply> refuse_upgrade(const request_message& request, bool has_more,
                                         const server_options& options, wall_time now);

/// A handshake that was not refused, in the form that Beast accepts: Beast checks only the first
/// line of each header, and it would answer `Expect`.
request_message plain_handshake(const request_message& request);

}  // namespace aurawell::net
