#pragma once

#include <optional>
#include <string>

#include "domain/client_command.hpp"
#include "domain/ports/session_gateway.hpp"

namespace aurawell::net {

/// How an answer leaves over plain HTTP.
enum class chat_format : unsigned char {
  message,            ///< POST /api/v1/chat/message: all at once
  event_stream,       ///< POST /api/v1/chat/stream: the WebSocket's events as SSE
  completion,         ///< POST /v1/chat/completions, "stream": false
  completion_stream,  ///< the same, "stream": true
};

/// One question over plain HTTP: who asks, what, and how the answer shall leave. Without
/// a question it only resumes what `who.resume` names.
struct chat_exchange {
  chat_format format = chat_format::message;
  connect_request who;
  std::optional<chat_command> question;
  /// OpenAI clients name a model; it is only repeated to them.
  std::string model{};
};

}  // namespace aurawell::net
