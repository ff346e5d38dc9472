#pragma once

#include <cstdint>
#include <optional>

#include "net/http/message_types.hpp"

namespace aurawell::net {

/// How long a request's body is.
struct body_framing {
  bool is_chunked = false;
  /// 0 when the body is chunked, and without a body.
  std::uint64_t length = 0;
};

/// The framing that the head declares; nothing when two readers could understand it differently.
/// Stricter than RFC 9112, section 6: `Transfer-Encoding` is one `chunked` in HTTP/1.1 without
/// `Content-Length`; `Content-Length` is one field of digits.
std::optional<body_framing> find_framing(const request_message& request);

/// Whether the target has a form of RFC 9112, section 3.2, that fits the method. A URL must name
/// the same host as the `Host` field.
bool has_valid_target(const request_message& request);

/// The meaning of `Expect` (RFC 9110, section 10.1.1); ignored in HTTP/1.0.
enum class expectation : unsigned char { none, go_ahead, unknown };
expectation find_expectation(const request_message& request);

/// Whether the client wants to reuse the connection (RFC 9112, section 9.3). `close` overrides
/// `keep-alive`.
bool wants_keep_alive(const request_message& request);

}  // namespace aurawell::net
