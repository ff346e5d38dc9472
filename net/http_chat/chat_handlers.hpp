#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// For the table of routes, as `route_access::everybody`: who asks may stand in the body, so
// the handlers ask the gatekeeper themselves.

/// POST /api/v1/chat/message
rest_answer answer_chat_message(const rest_backend& behind, const rest_request& request,
                                const caller& who);

/// POST /api/v1/chat/stream
rest_answer answer_chat_stream(const rest_backend& behind, const rest_request& request,
                               const caller& who);

/// POST /v1/chat/completions
rest_answer answer_chat_completion(const rest_backend& behind, const rest_request& request,
                                   const caller& who);

/// GET /v1/models
rest_answer list_models(const rest_backend& behind, const rest_request& request, const caller& who);

}  // namespace aurawell::net
