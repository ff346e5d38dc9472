#pragma once

#include <boost/beast/core/error.hpp>
#include <boost/beast/core/string_type.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "net/http_query.hpp"
#include "net/http_replies.hpp"

namespace aurawell::net {

using request_message = boost::beast::http::request<boost::beast::http::string_body>;
using response_message = boost::beast::http::response<boost::beast::http::string_body>;

inline std::string_view view(boost::beast::string_view text) noexcept {
  return {text.data(), text.size()};
}

/// Path and query of the request, also when it names the server in front of them, as
/// requests through a proxy do.
std::string_view path_and_query(const request_message& request);

/// What decides the answer of a site without routes; it refers to the request.
http_query to_query(const request_message& request);

/// All X-Forwarded-For fields as one list.
std::string forwarded_for(const request_message& request);

/// Puts the reply to `request` on paper. A reply to HEAD loses its body, not its length.
response_message to_message(http_reply reply, const request_message& request, bool keep_alive,
                            wall_time now);

/// What to say about a request that could not be read. Nothing when the client, or the
/// network, just went away.
std::optional<http_reply> reply_to_fault(const boost::beast::error_code& fault, wall_time now);

}  // namespace aurawell::net
