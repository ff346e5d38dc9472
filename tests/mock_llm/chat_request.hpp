#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::mock {

/// The parts of a body of /chat/completions that the mock reads.
struct chat_request {
  std::string model;
  /// Of the last message whose role is "user".
  std::string last_user_message;
  /// Text of a last message with the role "assistant": the answer continues it.
  std::string partial_answer;
  bool stream = false;
  bool has_stream_options = false;
  std::size_t prompt_bytes = 0;
  /// Names of the members of the body, in their order.
  std::vector<std::string> members;
  /// As they were sent; nothing: not sent.
  std::optional<double> temperature;
  std::optional<double> max_tokens;
  std::optional<double> max_completion_tokens;
};

/// `body` is destroyed by the parser.
result<chat_request> parse_chat_request(std::string& body);

}  // namespace aurawell::mock
