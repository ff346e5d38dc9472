#pragma once

#include <optional>
#include <string_view>

#include "domain/chat/client_command.hpp"
#include "domain/language.hpp"
#include "domain/result.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// What the body of a question to our own API says.
struct question_body {
  /// Who asks, from clients without a token; perhaps nobody.
  user_id user;
  std::optional<language> lang;
  chat_command question;
  /// The answer of this name is to end, wherever it runs.
  bool cancels = false;
};

/// Reads `{"message", "conversation_id"?, "context"?, "type"?, "active_member_id"?,
/// "reasoning"?, "request_id"?, "cancel"?, "user_id"?, "lang"?}`; unknown fields are ignored.
result<question_body> read_question_body(std::string_view body, const wire_limits& limits);

}  // namespace aurawell::net
