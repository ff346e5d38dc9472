#pragma once

#include <optional>
#include <string_view>

#include "domain/chat/client_command.hpp"
#include "domain/language.hpp"
#include "domain/result.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// The content of the body of a question to our own API.
struct question_body {
  /// The user, from clients without a token; may be empty.
  user_id user;
  std::optional<language> lang;
  chat_command question;
  /// True: cancel the answer with this request id, wherever it runs.
  bool cancels = false;
};

/// Reads `{"message", "conversation_id"?, "context"?, "type"?, "active_member_id"?,
/// "reasoning"?, "request_id"?, "cancel"?, "user_id"?, "lang"?}`; unknown fields are ignored.
result<question_body> read_question_body(std::string_view body, const wire_limits& limits);

}  // namespace aurawell::net
