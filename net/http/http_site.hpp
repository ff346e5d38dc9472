#pragma once

#include <functional>

#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// What a listener without chats serves: the reply to every request, given at once. A
/// reply to HEAD has the body that GET would get.
using http_site = std::function<http_reply(const http_query&, wall_time)>;

}  // namespace aurawell::net
