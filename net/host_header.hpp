#pragma once

#include <optional>

#include "net/http_messages.hpp"
#include "net/http_replies.hpp"

namespace aurawell::net {

/// 400 when it is unclear to which host the request goes: `Host` is missing in HTTP/1.1, is
/// there more than once, or is no host with or without a port (RFC 9112, section 3.2).
std::optional<http_reply> refuse_host(const request_message& request, wall_time now);

}  // namespace aurawell::net
