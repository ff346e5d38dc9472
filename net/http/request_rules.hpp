#pragma once

#include <cstdint>
#include <optional>

#include "net/http/message_types.hpp"

namespace aurawell::net {

/// How long a request's body is.
struct body_framing {
  bool is_chunked = false;
  /// 0 when it is chunked, and without a body.
  std::uint64_t length = 0;
};

/// What the head says of the body; nothing when two readers could understand it in two
/// ways. Stricter than RFC 9112, section 6: `Transfer-Encoding` is one `chunked` in
/// HTTP/1.1 and stands alone, `Content-Length` is one field of digits.
std::optional<body_framing> find_framing(const request_message& request);

/// Whether the target has a form of RFC 9112, section 3.2, that suits the method. A URL
/// must name the host of the `Host` field: which of two would be meant is in doubt.
bool has_valid_target(const request_message& request);

/// What `Expect` asks for (RFC 9110, section 10.1.1); HTTP/1.0 cannot ask.
enum class expectation : unsigned char { none, go_ahead, unknown };
expectation find_expectation(const request_message& request);

/// Whether the client wants to use the connection for another request (RFC 9112, section
/// 9.3): `close` counts more than `keep-alive`.
bool wants_keep_alive(const request_message& request);

}  // namespace aurawell::net
