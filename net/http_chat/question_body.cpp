#include "net/http_chat/question_body.hpp"

#include <string>
#include <utility>
#include <vector>

#include "domain/text/blank_text.hpp"
#include "net/json/json_members.hpp"
#include "net/json/json_object.hpp"
#include "net/wire/context_reader.hpp"

namespace aurawell::net {
namespace {

result<chat_kind> read_kind(const json_value& root) {
  const auto type = read_text(root, "type");
  if (!type) {
    return type.failure();
  }
  if (type->empty() || *type == "health_chat") {
    return chat_kind::health;
  }
  if (*type == "general_chat") {
    return chat_kind::general;
  }
  return error{ec::invalid_input, "type must be health_chat or general_chat"};
}

result<std::string> read_message(const json_value& root) {
  if (find_member(root, "message") == nullptr) {
    return error{ec::missing_field, "message is missing"};
  }
  auto message = read_text(root, "message");
  if (message && is_blank(*message)) {
    return error{ec::invalid_input, "message is empty"};
  }
  return message;
}

result<std::vector<context_fact>> read_facts(const json_value& root, const wire_limits& limits) {
  const auto* context = find_member(root, "context");
  if (context == nullptr) {
    return std::vector<context_fact>{};
  }
  auto facts = read_context(*context, limits.max_context_facts);
  if (!facts) {
    // On the WebSocket the field is inside "data".
    const std::string_view told = facts.failure().detail;
    return error{facts.failure().code, std::string{told.substr(told.find("context"))}};
  }
  return facts;
}

result<question_body> read_names(const json_value& root) {
  question_body read;
  const auto into = [&root](std::string& target, const char* name,
                            bool (*is_name)(std::string_view) noexcept) -> result<void> {
    auto text = read_name(root, name, is_name);
    if (!text) {
      return text.failure();
    }
    target = *std::move(text);
    return {};
  };
  for (const auto& outcome :
       {into(read.user.value, "user_id", is_entity_name),
        into(read.question.request.value, "request_id", is_request_name),
        into(read.question.conversation.value, "conversation_id", is_entity_name),
        into(read.question.member.value, "active_member_id", is_entity_name)}) {
    if (!outcome) {
      return outcome.failure();
    }
  }
  return read;
}

}  // namespace

result<question_body> read_question_body(std::string_view body, const wire_limits& limits) {
  const json_object root{body, {.max_depth = limits.max_json_depth}, "the body"};
  if (!root) {
    return root.failure();
  }
  auto read = read_names(*root);
  const auto kind = read_kind(*root);
  auto message = read_message(*root);
  auto facts = read_facts(*root, limits);
  const auto reasoning = read_flag(*root, "reasoning");
  const auto cancels = read_flag(*root, "cancel");
  const auto lang = read_text(*root, "lang");
  if (!read || !kind) {
    return read ? kind.failure() : read.failure();
  }
  if (!message || !facts) {
    return message ? facts.failure() : message.failure();
  }
  if (!reasoning || !lang) {
    return reasoning ? lang.failure() : reasoning.failure();
  }
  if (!cancels) {
    return cancels.failure();
  }
  read->question.kind = *kind;
  read->question.message = *std::move(message);
  read->question.context = *std::move(facts);
  read->question.wants_reasoning = *reasoning;
  read->cancels = *cancels;
  if (!lang->empty()) {
    read->lang = *lang == "en" ? language::en : language::zh;
  }
  return read;
}

}  // namespace aurawell::net
