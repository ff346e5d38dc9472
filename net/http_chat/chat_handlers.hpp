#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// For the table of routes, as `route_access::everybody`: who asks may stand in the body, so
// the handlers ask the gatekeeper themselves.

/// POST /api/v1/chat/message
rest_handler answer_chat_message;

/// POST /api/v1/chat/stream
rest_handler answer_chat_stream;

/// POST /v1/chat/completions
rest_handler answer_chat_completion;

/// GET /v1/models
rest_handler list_models;

}  // namespace aurawell::net
