#pragma once

#include <string>

#include "domain/chat/client_command.hpp"
#include "domain/ports/session_gateway.hpp"
#include "net/auth/caller.hpp"

namespace aurawell::net {

/// Format of an answer over plain HTTP.
enum class chat_format : unsigned char {
  message,            ///< POST /api/v1/chat/message: all at once
  event_stream,       ///< POST /api/v1/chat/stream: the WebSocket's events as SSE
  completion,         ///< POST /v1/chat/completions, "stream": false
  completion_stream,  ///< the same, "stream": true
};

/// One question over plain HTTP, its user and the format of the answer. With `client.resume` it may
/// have been asked before: its request id decides that.
struct chat_exchange {
  chat_format format = chat_format::message;
  connect_request client;
  chat_command question;
  /// OpenAI clients name a model; it is only echoed.
  std::string model{};
  /// True: the last chunk of a stream contains the usage.
  bool wants_usage = false;
  /// The user, after admission.
  caller asker{};
  /// True: cancel the answer if it has not ended; the response reports how it ended.
  bool cancels = false;
};

}  // namespace aurawell::net
