#pragma once

#include <variant>

#include "domain/connection_census.hpp"
#include "net/conversation_routes.hpp"
#include "net/http_query.hpp"
#include "net/http_replies.hpp"
#include "net/static_files.hpp"

namespace aurawell::net {

/// The reply, or what must be asked for it first.
using http_answer = std::variant<http_reply, conversation_request>;

/// Answers every request that is no upgrade: web client, health checks, conversations,
/// and an error for all others. A reply to HEAD has the body that GET would get.
http_answer answer_http(const http_query& query, const static_files& files,
                        const connection_census& census, wall_time now);

}  // namespace aurawell::net
