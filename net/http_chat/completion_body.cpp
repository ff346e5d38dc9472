#include "net/http_chat/completion_body.hpp"

#include <utility>
#include <vector>

#include "domain/text/blank_text.hpp"
#include "net/json/json_members.hpp"
#include "net/json/json_object.hpp"

namespace aurawell::net {
namespace {

error at(std::size_t index, ec code, std::string_view detail) {
  return {code, "messages[" + std::to_string(index) + "]" + std::string{detail}};
}

/// A string, or the texts of an array of parts, joined.
result<std::string> read_content(const json_value& message, std::size_t index) {
  const auto* content = find_member(message, "content");
  if (content == nullptr) {
    return std::string{};
  }
  if (content->is_text()) {
    return std::string{content->text()};
  }
  if (!content->is_array()) {
    return at(index, ec::bad_format, ".content must be a string or an array of parts");
  }
  std::string joined;
  for (const auto& part : *content) {
    const auto text = read_text(part, "text");
    if (text_of(find_member(part, "type")) != "text" || !text) {
      return at(index, ec::invalid_input, ".content may have parts of type text only");
    }
    joined += *text;
  }
  return joined;
}

/// Adds with an empty line between.
void append_paragraph(std::string& to, std::string_view text) {
  to += to.empty() ? "" : "\n\n";
  to += text;
}

/// Sorts messages into context, earlier exchanges, and the question.
struct conversation_reader {
  std::string instructions{};
  std::vector<past_exchange> earlier{};
  /// The user's messages since the last answer.
  std::string asked{};

  result<void> add(const json_value& message, std::size_t index) {
    if (!message.is_object()) {
      return at(index, ec::bad_format, " must be an object");
    }
    const auto role = read_text(message, "role");
    const auto content = read_content(message, index);
    if (!role || !content) {
      return role ? content.failure() : at(index, ec::bad_format, ".role must be a string");
    }
    if (*role == "user") {
      append_paragraph(asked, *content);
    } else if (*role == "assistant") {
      earlier.push_back({std::exchange(asked, {}), *content});
    } else if (*role == "system" || *role == "developer") {
      append_paragraph(instructions, *content);
    } else {
      return at(index, ec::invalid_input, ".role must be system, developer, user or assistant");
    }
    return {};
  }
};

result<conversation_reader> read_messages(const json_value& root) {
  const auto* messages = find_member(root, "messages");
  if (messages == nullptr) {
    return error{ec::missing_field, "messages is missing"};
  }
  if (!messages->is_array()) {
    return error{ec::bad_format, "messages must be an array"};
  }
  conversation_reader read;
  std::size_t index = 0;
  for (const auto& message : *messages) {
    if (auto added = read.add(message, index++); !added) {
      return added.failure();
    }
  }
  if (is_blank(read.asked)) {
    return error{ec::invalid_input, "the last of messages must be what the user asks"};
  }
  return read;
}

result<void> read_metadata(const json_value& root, chat_command& question) {
  const auto* metadata = find_member(root, "metadata");
  if (metadata == nullptr) {
    return {};
  }
  if (!metadata->is_object()) {
    return error{ec::bad_format, "metadata must be an object"};
  }
  constexpr std::string_view prefix = "metadata.";
  auto conversation = read_name(*metadata, "conversation_id", is_entity_name, prefix);
  auto member = read_name(*metadata, "member_id", is_entity_name, prefix);
  auto request = read_name(*metadata, "request_id", is_request_name, prefix);
  for (const auto* name : {&conversation, &member, &request}) {
    if (!*name) {
      return name->failure();
    }
  }
  question.conversation.value = *std::move(conversation);
  question.member.value = *std::move(member);
  question.request.value = *std::move(request);
  return {};
}

result<void> read_manner(const json_value& root, completion_body& read) {
  auto model = read_text(root, "model");
  auto user = read_text(root, "user");
  const auto is_stream = read_flag(root, "stream");
  const auto reasoning = read_flag(root, "reasoning");
  const auto* options = find_member(root, "stream_options");
  if (options != nullptr && !options->is_object()) {
    return error{ec::bad_format, "stream_options must be an object"};
  }
  const auto wants_usage =
      options == nullptr ? result<bool>{false} : read_flag(*options, "include_usage");
  if (!model || !user) {
    return model ? user.failure() : model.failure();
  }
  for (const auto* flag : {&is_stream, &reasoning, &wants_usage}) {
    if (!*flag) {
      return flag->failure();
    }
  }
  const auto* choices = find_member(root, "n");
  if (choices != nullptr && choices->as_int() != 1) {
    return error{ec::out_of_range, "n must be 1: there is one answer to a question"};
  }
  read.model = *std::move(model);
  read.user = *std::move(user);
  read.is_stream = *is_stream;
  read.wants_usage = *wants_usage;
  read.question.wants_reasoning = *reasoning;
  return {};
}

}  // namespace

result<completion_body> read_completion_body(std::string_view body, const wire_limits& limits) {
  const json_object root{body, {.max_depth = limits.max_json_depth}, "the body"};
  if (!root) {
    return root.failure();
  }
  completion_body read;
  if (auto manner = read_manner(*root, read); !manner) {
    return manner.failure();
  }
  if (auto metadata = read_metadata(*root, read.question); !metadata) {
    return metadata.failure();
  }
  auto said = read_messages(*root);
  if (!said) {
    return said.failure();
  }
  auto& question = read.question;
  question.message = std::move(said->asked);
  if (!said->instructions.empty()) {
    question.context.push_back({"instructions", std::move(said->instructions)});
  }
  if (question.conversation.empty() || !said->earlier.empty()) {
    question.earlier = std::move(said->earlier);
  }
  return read;
}

}  // namespace aurawell::net
