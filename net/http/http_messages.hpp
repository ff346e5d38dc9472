#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "domain/trace/trace_context.hpp"
#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"
#include "net/http/message_types.hpp"
#include "net/http/request_fault.hpp"

namespace aurawell::net {

/// Path and query of the request. Handles the absolute form "http://host/path", which proxies send.
std::string_view path_and_query(const request_message& request);

/// The parts of the request that a site without routes uses. The result refers to `request`.
http_query to_query(const request_message& request);

/// All X-Forwarded-For fields, joined to one list.
std::string forwarded_for(const request_message& request);

/// All Forwarded fields, joined to one list.
std::string forwarded(const request_message& request);

/// From `traceparent`, of which there may be one, and the list in all `tracestate` fields.
given_trace trace_of(const request_message& request);

/// Status and headers of the reply to `request`.
response_head to_head(const http_reply& reply, const request_message& request, bool keep_alive,
                      wall_time now);

/// The head as bytes on the wire.
std::string text_of(const response_head& head);

/// A reply during its write. It must not move until its buffers are written.
struct reply_bytes {
  std::string head;
  std::string body;
  std::string_view fixed_body;

  std::array<boost::asio::const_buffer, 3> buffers() const noexcept {
    return {boost::asio::buffer(head), boost::asio::buffer(body),
            boost::asio::buffer(fixed_body.data(), fixed_body.size())};
  }
};

/// A reply to HEAD keeps its Content-Length and loses its body.
reply_bytes to_bytes(http_reply reply, const request_message& request, bool keep_alive,
                     wall_time now);

/// The reply to a request that could not be read.
http_reply reply_to_fault(request_fault fault, wall_time now);

/// The reply to requests that no path can serve: `OPTIONS *`, CONNECT and TRACE; nothing for
/// others. `allowed`: the methods that some path serves.
std::optional<http_reply> answer_without_path(const request_message& request,
                                              std::string_view allowed, wall_time now);

}  // namespace aurawell::net
