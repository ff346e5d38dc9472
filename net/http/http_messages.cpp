#include "net/http/http_messages.hpp"

#include <fmt/chrono.h>

#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <cstddef>
#include <sstream>
#include <string>
#include <utility>

#include "net/trace/trace_headers.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

std::string http_date(wall_time now) {
  const auto parts = fmt::gmtime(std::chrono::system_clock::to_time_t(now));
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
}

/// All fields of this name, joined to one list.
std::string list_in(const request_message& request, boost::beast::string_view name) {
  std::string list;
  const auto [begin, end] = request.equal_range(name);
  for (auto field = begin; field != end; ++field) {
    list += list.empty() ? "" : ",";
    list += view(field->value());
  }
  return list;
}

}  // namespace

std::string_view path_and_query(const request_message& request) {
  const auto target = view(request.target());
  const auto scheme_end = target.find("://");
  if (target.starts_with('/') || scheme_end == std::string_view::npos) {
    return target;
  }
  const auto path = target.find_first_of("/?", scheme_end + 3);
  return path == std::string_view::npos ? "/" : target.substr(path);
}

http_query to_query(const request_message& request) {
  return {view(request.method_string()),
          path_and_query(request),
          view(request[http::field::if_none_match]),
          view(request[http::field::accept]),
          view(request[http::field::accept_encoding]),
          view(request[http::field::host]),
          view(request[http::field::origin]),
          view(request["Sec-Fetch-Site"]),
          view(request[http::field::authorization]),
          request.body()};
}

std::string forwarded_for(const request_message& request) {
  return list_in(request, "X-Forwarded-For");
}

std::string forwarded(const request_message& request) {
  return list_in(request, "Forwarded");
}

given_trace trace_of(const request_message& request) {
  constexpr boost::beast::string_view parent = "traceparent";
  switch (request.count(parent)) {
    case 0: return {};
    case 1: {
      const auto text = view(request[parent]);
      return text.empty() ? given_trace{std::nullopt, true}
                          : read_trace(text, list_in(request, "tracestate"));
    }
    default: return {std::nullopt, true};
  }
}

response_head to_head(const http_reply& reply, const request_message& request, bool keep_alive,
                      wall_time now) {
  response_head message;
  message.result(reply.status);
  message.set(http::field::date, http_date(now));
  for (const auto& [name, value] : reply.headers) {
    message.set(boost::beast::string_view{name.data(), name.size()}, value);
  }
  if (reply.status != 204 && reply.status != 304) {
    message.content_length(reply.body.size() + reply.fixed_body.size());
  }
  message.keep_alive(keep_alive);
  if (keep_alive && request.version() < 11) {
    // Beast writes this header only when a connection closes.
    message.set(http::field::connection, "keep-alive");
  }
  return message;
}

std::string text_of(const response_head& head) {
  std::ostringstream text;
  text << head.base();
  return std::move(text).str();
}

reply_bytes to_bytes(http_reply reply, const request_message& request, bool keep_alive,
                     wall_time now) {
  reply_bytes bytes;
  bytes.head = text_of(to_head(reply, request, keep_alive, now));
  if (request.method() != http::verb::head) {
    bytes.body = std::move(reply.body);
    bytes.fixed_body = reply.fixed_body;
  }
  return bytes;
}

http_reply reply_to_fault(request_fault fault, wall_time now) {
  switch (fault) {
    case request_fault::head_too_long:
      return error_reply(431, ec::out_of_range, "the request header is too long", now);
    case request_fault::body_too_long:
      return error_reply(413, ec::out_of_range, "the request body is too long", now);
    case request_fault::unknown_expectation:
      return error_reply(417, ec::invalid_input, "only 100-continue can be expected", now);
    case request_fault::malformed: break;
  }
  return error_reply(400, ec::bad_format, "this is no HTTP request", now);
}

std::optional<http_reply> answer_without_path(const request_message& request,
                                              std::string_view allowed, wall_time now) {
  if (request.target() == "*") {
    http_reply reply;
    reply.status = 204;
    reply.headers = {{"Allow", std::string{allowed}}};
    return reply;
  }
  const bool is_served =
      request.method() != http::verb::connect && request.method() != http::verb::trace;
  return is_served ? std::nullopt : std::optional{method_not_allowed(allowed, now)};
}

}  // namespace aurawell::net
