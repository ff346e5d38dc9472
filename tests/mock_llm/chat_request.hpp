#pragma once

#include <string>

#include "domain/result.hpp"

namespace aurawell::mock {

/// What the mock reads of a body of /chat/completions.
struct chat_request {
  std::string model;
  /// Of the last message whose role is "user".
  std::string last_user_message;
  /// Text of a last message whose role is "assistant": the answer goes on from there.
  std::string partial_answer;
  bool stream = false;
  bool has_stream_options = false;
  std::size_t prompt_bytes = 0;
};

/// `body` is destroyed by the parser.
result<chat_request> parse_chat_request(std::string& body);

}  // namespace aurawell::mock
