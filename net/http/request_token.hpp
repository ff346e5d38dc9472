#pragma once

#include <string>
#include <string_view>

#include "net/http/http_messages.hpp"

namespace aurawell::net {

/// What an Authorization field of the scheme Bearer holds; empty for anything else. A part
/// of `authorization`.
std::string_view bearer_token(std::string_view authorization) noexcept;

/// The proof of identity that a request to chat brings: as its parameter, as bearer token,
/// or, from browsers, as a sub-protocol "aurawell.token.…". The first of them counts; empty
/// when there is none. It must reach no log.
std::string token_of(const request_message& request, std::string_view parameter);

}  // namespace aurawell::net
