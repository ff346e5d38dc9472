#pragma once

#include <string>
#include <string_view>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// The content of a body of OpenAI's `chat/completions`.
struct completion_body {
  std::string model;
  bool is_stream = false;
  bool wants_usage = false;
  /// The user that the caller names; any text.
  std::string user;
  chat_command question;
};

/// The last message is the question, those before it are `earlier`. Messages with the role `system`
/// or `developer` become a fact of the question's context: our own instructions have priority.
/// `metadata` may name `conversation_id`, `member_id` and `request_id`. A named conversation
/// without earlier messages in the body continues what is stored. Ignores `max_tokens`,
/// `temperature` and unknown fields.
result<completion_body> read_completion_body(std::string_view body, const wire_limits& limits);

}  // namespace aurawell::net
