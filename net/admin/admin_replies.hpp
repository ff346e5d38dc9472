#pragma once

#include <string>
#include <string_view>

#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"

namespace aurawell::net {

inline constexpr std::string_view text_type = "text/plain; charset=utf-8";

/// A reply that no cache keeps. `body` ends with a line end.
http_reply text_reply(unsigned status, std::string body, std::string_view type = text_type);
/// @param body One JSON value.
http_reply json_text_reply(unsigned status, std::string body);

/// The reply may be compressed. Only for numbers and checks: no page that names users, sessions or
/// settings, nor one that repeats a part of the request, may tell its content by its size.
http_reply compressible(http_reply reply);

/// The client asks for JSON: `?format=json`, else its Accept header.
bool wants_json(const http_query& query);

}  // namespace aurawell::net
