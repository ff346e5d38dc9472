#pragma once

#include "net/http/message_types.hpp"

namespace aurawell::net {

/// Brings a request that may be written in several ways into the one that is read everywhere else:
/// - Lines of one field that is a list become one line (RFC 9110, section 5.3). `Connection`,
///   `Upgrade`, `X-Forwarded-For` and what WebSocket has are joined where they are read.
/// - The target "http://host?x" gets the path "/" (RFC 9112, section 3.2.2).
void unify_forms(request_message& request);

}  // namespace aurawell::net
