#pragma once

#include "domain/error.hpp"
#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// The HTTP status of each published code.
unsigned http_status(ec code) noexcept;

/// `{"success":false,"error":{…},"timestamp"}` with the code's status; a 401 has
/// `WWW-Authenticate`.
http_reply failure_reply(const error& why, wall_time now);

/// 429 with `Retry-After`.
http_reply wait_reply(std::chrono::milliseconds wait, std::string_view message, wall_time now);

}  // namespace aurawell::net
