#pragma once

#include <string>

#include "domain/chat/client_command.hpp"
#include "domain/ports/session_gateway.hpp"
#include "net/auth/caller.hpp"

namespace aurawell::net {

/// How an answer leaves over plain HTTP.
enum class chat_format : unsigned char {
  message,            ///< POST /api/v1/chat/message: all at once
  event_stream,       ///< POST /api/v1/chat/stream: the WebSocket's events as SSE
  completion,         ///< POST /v1/chat/completions, "stream": false
  completion_stream,  ///< the same, "stream": true
};

/// One question over plain HTTP: who asks, what, and how the answer shall leave. With
/// `who.resume` it may have been asked before: its name says whether it was.
struct chat_exchange {
  chat_format format = chat_format::message;
  connect_request who;
  chat_command question;
  /// OpenAI clients name a model; it is only repeated to them.
  std::string model{};
  /// They may want a last chunk of a stream to tell what was used.
  bool wants_usage = false;
  /// Who was let in to ask.
  caller asker{};
  /// The answer is to end at once, if it has not ended; the response says how it ended.
  bool cancels = false;
};

}  // namespace aurawell::net
