#pragma once

#include "tests/conformance/http_row.hpp"
#include "tests/conformance/place.hpp"

namespace aurawell::conformance {

/// RFC 9112 2 and 3: methods, targets, versions, empty lines, other protocols.
http_rows request_line_rows(const place& at);
http_rows target_rows(const place& at);
/// RFC 9112 5: field lines; RFC 9110 7.2: Host.
http_rows header_rows(const place& at);
http_rows host_rows(const place& at);
/// RFC 9112 6: where a body ends.
http_rows length_rows(const place& at);
http_rows transfer_coding_rows(const place& at);
/// RFC 9112 7: chunked bodies.
http_rows chunked_rows(const place& at);
/// RFC 9112 9, RFC 9110 10.1.1: connections, pipelines, Expect.
http_rows connection_rows(const place& at);
http_rows expect_rows(const place& at);
/// Longest heads and bodies.
http_rows limit_rows(const place& at);

/// RFC 6455 4: only on the listener with chats.
http_rows handshake_rows();
http_rows handshake_key_rows();
http_rows handshake_origin_rows();

/// All rows for plain HTTP.
http_rows all_http_rows(const place& at);
http_rows all_handshake_rows();

}  // namespace aurawell::conformance
