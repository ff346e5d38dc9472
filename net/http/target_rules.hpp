#pragma once

#include <optional>

#include "net/address/host_policy.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// Why a request is refused, whatever its path; nothing when it may be answered. 421 when its Host
/// header, or its target in absolute form, names another host (RFC 9110, section 7.4). 400 when one
/// of them is no host, Host is missing in HTTP/1.1 or repeated, or a query parameter or
/// Authorization is ambiguous. The connection must be closed after the reply.
std::optional<http_reply> refuse_target(const request_message& request, const host_policy& hosts,
                                        wall_time now);

}  // namespace aurawell::net
