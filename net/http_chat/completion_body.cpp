#include "net/http_chat/completion_body.hpp"

#include <utility>
#include <vector>

#include "net/http_chat/json_body.hpp"

namespace aurawell::net {
namespace {

using rapidjson::Value;

error at(rapidjson::SizeType index, ec code, std::string_view what) {
  return {code, "messages[" + std::to_string(index) + "]" + std::string{what}};
}

/// A string, or the texts of an array of parts, joined.
result<std::string> read_content(const Value& message, rapidjson::SizeType index) {
  const auto* content = find_field(message, "content");
  if (content == nullptr) {
    return std::string{};
  }
  if (content->IsString()) {
    return std::string{content->GetString(), content->GetStringLength()};
  }
  if (!content->IsArray()) {
    return at(index, ec::bad_format, ".content must be a string or an array of parts");
  }
  std::string joined;
  for (const auto& part : content->GetArray()) {
    const auto type = part.IsObject() ? read_text(part, "type") : std::string{};
    auto text = part.IsObject() ? read_text(part, "text") : std::string{};
    if (!type || *type != "text" || !text) {
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

/// Sorts messages into what is known, what was said before, and what is asked now.
struct conversation_reader {
  std::string instructions{};
  std::vector<past_exchange> earlier{};
  /// What the person said since the last answer.
  std::string asked{};

  result<void> add(const Value& message, rapidjson::SizeType index) {
    if (!message.IsObject()) {
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

result<conversation_reader> read_messages(const Value& root) {
  const auto* messages = find_field(root, "messages");
  if (messages == nullptr) {
    return error{ec::missing_field, "messages is missing"};
  }
  if (!messages->IsArray()) {
    return error{ec::bad_format, "messages must be an array"};
  }
  conversation_reader read;
  for (rapidjson::SizeType i = 0; i < messages->Size(); ++i) {
    if (auto added = read.add((*messages)[i], i); !added) {
      return added.failure();
    }
  }
  if (is_blank(read.asked)) {
    return error{ec::invalid_input, "the last of messages must be what the user asks"};
  }
  return read;
}

result<void> read_metadata(const Value& root, chat_command& question) {
  const auto* metadata = find_field(root, "metadata");
  if (metadata == nullptr) {
    return {};
  }
  if (!metadata->IsObject()) {
    return error{ec::bad_format, "metadata must be an object"};
  }
  auto conversation = read_name(*metadata, "conversation_id", is_entity_name);
  auto member = read_name(*metadata, "member_id", is_entity_name);
  auto request = read_name(*metadata, "request_id", is_request_name);
  for (const auto* name : {&conversation, &member, &request}) {
    if (!*name) {
      return error{name->failure().code, "metadata." + name->failure().detail};
    }
  }
  question.conversation.value = *std::move(conversation);
  question.member.value = *std::move(member);
  question.request.value = *std::move(request);
  return {};
}

result<void> read_manner(const Value& root, completion_body& read) {
  auto model = read_text(root, "model");
  auto user = read_text(root, "user");
  const auto is_stream = read_flag(root, "stream");
  const auto reasoning = read_flag(root, "reasoning");
  const auto* options = find_field(root, "stream_options");
  if (options != nullptr && !options->IsObject()) {
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
  const auto* choices = find_field(root, "n");
  if (choices != nullptr && !(choices->IsUint() && choices->GetUint() == 1)) {
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
  const auto root = read_json_object(body, limits);
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
