#pragma once

#include <string>
#include <string_view>

#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// Appends status and headers of a response of unknown length: its body is chunked, or ends with
/// the connection.
void append_stream_head(const http_reply& head, bool is_chunked, wall_time now, std::string& out);

/// Appends a piece of the body, which may be empty.
void append_stream_bytes(std::string_view bytes, bool is_chunked, std::string& out);

void append_stream_end(bool is_chunked, std::string& out);

}  // namespace aurawell::net
