#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// For the route table, with `route_access::everybody`: the body may name the user, so these
// handlers call the gatekeeper themselves.

/// POST /api/v1/chat/message
rest_handler answer_chat_message;

/// POST /api/v1/chat/stream
rest_handler answer_chat_stream;

/// POST /v1/chat/completions
rest_handler answer_chat_completion;

/// GET /v1/models
rest_handler list_models;

}  // namespace aurawell::net
