#pragma once

#include <functional>

#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"
#include "net/http/pending_reply.hpp"

namespace aurawell::net {

/// What a listener without chats serves: maps every request to a reply, synchronously. For HEAD it
/// returns the body that GET gets.
using http_site = std::function<http_reply(const http_query&, wall_time)>;

/// The same for a listener that may also answer later. The query is valid only during the call.
using async_site = std::function<site_answer(const http_query&, wall_time)>;

}  // namespace aurawell::net
