#pragma once

#include <string>
#include <string_view>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// What the body of OpenAI's `chat/completions` says.
struct completion_body {
  std::string model;
  bool is_stream = false;
  bool wants_usage = false;
  /// Whom the caller says it asks for; any text.
  std::string user;
  chat_command question;
};

/// The last message is the question, those before it what was said `earlier`. Messages of
/// the role `system` or `developer` become a fact of the question's context: our own
/// instructions stand above them. `metadata` may name `conversation_id`, `member_id` and
/// `request_id`; a named conversation of which no earlier message came continues what is
/// stored. `max_tokens`, `temperature` and all that is unknown is ignored.
result<completion_body> read_completion_body(std::string_view body, const wire_limits& limits);

}  // namespace aurawell::net
