#pragma once

#include <optional>
#include <string_view>

#include "net/http/http_messages.hpp"
#include "net/http/http_replies.hpp"
#include "net/server/server_options.hpp"

namespace aurawell::net {

/// Whether the client wants this connection to become a WebSocket (RFC 9110, section 7.8).
bool asks_for_upgrade(const request_message& request);

/// Whether `name` is among the sub-protocols that the client offers, letter by letter.
bool offers_protocol(const request_message& request, std::string_view name);

/// Why a request for a chat must not be upgraded (RFC 6455, section 4.2.1); nothing when all
/// is well. `has_more`: bytes came behind the request, though the client must wait for its
/// answer. The Host header has been checked.
std::optional<http_reply> refuse_upgrade(const request_message& request, bool has_more,
                                         const server_options& options, wall_time now);

/// A handshake that was not refused, in the one form that Beast takes: its own check looks
/// at the first line of each header only, and it would answer `Expect`.
request_message plain_handshake(const request_message& request);

}  // namespace aurawell::net
