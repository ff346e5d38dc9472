#include "net/http_chat/stream_bytes.hpp"

#include <fmt/format.h>

#include <iterator>

#include "net/http/http_messages.hpp"

namespace aurawell::net {

void append_stream_head(const http_reply& head, bool is_chunked, wall_time now, std::string& out) {
  auto message = to_head(head, {}, false, now);
  if (is_chunked) {
    message.chunked(true);
  } else {
    message.erase(boost::beast::http::field::content_length);
  }
  out += text_of(message);
}

void append_stream_bytes(std::string_view bytes, bool is_chunked, std::string& out) {
  if (!is_chunked) {
    out += bytes;
  } else if (!bytes.empty()) {
    fmt::format_to(std::back_inserter(out), "{:x}\r\n{}\r\n", bytes.size(), bytes);
  }
}

void append_stream_end(bool is_chunked, std::string& out) {
  out += is_chunked ? "0\r\n\r\n" : "";
}

}  // namespace aurawell::net
