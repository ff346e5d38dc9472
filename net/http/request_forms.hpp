#pragma once

#include "net/http/message_types.hpp"

namespace aurawell::net {

/// Normalises a request, so that other code has one form to read:
/// - Several lines of one list field become one line (RFC 9110, section 5.3). `Connection`,
///   `Upgrade`, `X-Forwarded-For` and the WebSocket fields are joined by their readers.
/// - The target "http://host?x" gets the path "/" (RFC 9112, section 3.2.2).
void unify_forms(request_message& request);

}  // namespace aurawell::net
