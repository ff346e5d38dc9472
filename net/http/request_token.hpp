#pragma once

#include <string>
#include <string_view>

#include "net/http/http_messages.hpp"

namespace aurawell::net {

/// The credentials of an Authorization field with the scheme Bearer; empty for any other value. A
/// view into `authorization`.
std::string_view bearer_token(std::string_view authorization) noexcept;

/// The token of a chat request: its query parameter, its bearer token, or, from browsers, its
/// sub-protocol "aurawell.token.…". The first one found counts; empty without any. Must not be
/// logged.
std::string token_of(const request_message& request, std::string_view parameter);

}  // namespace aurawell::net
