#pragma once

#include <string>
#include <string_view>

#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// Appends status and headers of a response whose length is not known: it comes in
/// chunks, or ends with its connection.
void append_stream_head(const http_reply& head, bool is_chunked, wall_time now, std::string& out);

/// Appends a piece of its body, perhaps an empty one.
void append_stream_bytes(std::string_view bytes, bool is_chunked, std::string& out);

void append_stream_end(bool is_chunked, std::string& out);

}  // namespace aurawell::net
