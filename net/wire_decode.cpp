#include "net/wire_codec.hpp"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <string>
#include <utility>

#include "net/context_reader.hpp"
#include "net/json_text.hpp"

namespace aurawell::net {
namespace {

using rapidjson::Value;

constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag |
                                 rapidjson::kParseValidateEncodingFlag |
                                 rapidjson::kParseFullPrecisionFlag;
constexpr std::size_t pool_bytes = 4096;
constexpr std::size_t stack_bytes = 1024;

/// A command's envelope, read; `data` is null when the client sent none.
struct envelope {
  const Value* data = nullptr;
  request_id request;
  conversation_id conversation;
  member_id member;
};

std::string_view text_of(const Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

/// Null for a member that is missing or null.
const Value* find(const Value& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
}

/// Empty when the client sent none.
result<std::string> optional_name(const Value& object, const char* key, std::string_view shown,
                                  bool (*is_name)(std::string_view) noexcept) {
  const auto* value = find(object, key);
  if (value == nullptr) {
    return std::string{};
  }
  if (!value->IsString()) {
    return error{ec::bad_format, std::string{shown} + " must be a string"};
  }
  const auto text = text_of(*value);
  if (!text.empty() && !is_name(text)) {
    return error{ec::bad_format, std::string{shown} + " has a wrong character or length"};
  }
  return std::string{text};
}

/// A name inside `data` that must be there.
result<std::string> required_name(const envelope& from, const char* key,
                                  bool (*is_name)(std::string_view) noexcept) {
  const auto shown = std::string{"data."} + key;
  if (from.data == nullptr) {
    return error{ec::missing_field, shown + " is missing"};
  }
  auto name = optional_name(*from.data, key, shown, is_name);
  if (name && name->empty()) {
    return error{ec::missing_field, shown + " is missing"};
  }
  return name;
}

/// Only space, in ASCII or as the ideographic or no-break one.
bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (text.find_first_not_of(" \t\r\n\v\f") != 0) {
      text.remove_prefix(1);
    } else if (text.starts_with("\u3000")) {
      text.remove_prefix(3);
    } else if (text.starts_with("\u00a0")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

result<std::string> question_text(const envelope& from) {
  const auto* message = from.data == nullptr ? nullptr : find(*from.data, "message");
  if (message == nullptr) {
    return error{ec::missing_field, "data.message is missing"};
  }
  if (!message->IsString()) {
    return error{ec::bad_format, "data.message must be a string"};
  }
  if (is_blank(text_of(*message))) {
    return error{ec::invalid_input, "data.message is empty"};
  }
  return std::string{text_of(*message)};
}

result<decoded_frame> decode_chat(chat_kind kind, const envelope& from, const wire_limits& limits) {
  auto message = question_text(from);
  if (!message) {
    return message.failure();
  }
  chat_command command{kind, from.request, from.conversation, from.member, *std::move(message),
                       {},   false};
  if (const auto* context = find(*from.data, "context")) {
    auto facts = read_context(*context, limits.max_context_facts);
    if (!facts) {
      return facts.failure();
    }
    command.context = *std::move(facts);
  }
  if (const auto* reasoning = find(*from.data, "reasoning")) {
    if (!reasoning->IsBool()) {
      return error{ec::bad_format, "data.reasoning must be true or false"};
    }
    command.wants_reasoning = reasoning->GetBool();
  }
  return decoded_frame{std::move(command)};
}

result<decoded_frame> decode_health_chat(const envelope& from, const wire_limits& limits) {
  return decode_chat(chat_kind::health, from, limits);
}

result<decoded_frame> decode_general_chat(const envelope& from, const wire_limits& limits) {
  return decode_chat(chat_kind::general, from, limits);
}

result<decoded_frame> decode_switch_member(const envelope& from, const wire_limits&) {
  auto target = required_name(from, "target_member_id", is_entity_name);
  if (!target) {
    return target.failure();
  }
  return decoded_frame{switch_member_command{from.request, {*std::move(target)}}};
}

result<decoded_frame> decode_get_status(const envelope& from, const wire_limits&) {
  return decoded_frame{get_status_command{from.request}};
}

result<decoded_frame> decode_cancel(const envelope& from, const wire_limits&) {
  auto target = required_name(from, "request_id", is_request_name);
  if (!target) {
    return target.failure();
  }
  return decoded_frame{cancel_command{{*std::move(target)}}};
}

result<decoded_frame> decode_refresh_token(const envelope& from, const wire_limits&) {
  const auto* token = from.data == nullptr ? nullptr : find(*from.data, "token");
  if (token == nullptr || (token->IsString() && token->GetStringLength() == 0)) {
    return error{ec::missing_field, "data.token is missing"};
  }
  if (!token->IsString()) {
    return error{ec::bad_format, "data.token must be a string"};
  }
  return decoded_frame{shown_token{from.request, std::string{text_of(*token)}}};
}

result<decoded_frame> decode_ping(const envelope& from, const wire_limits&) {
  if (from.data == nullptr) {
    return decoded_frame{ping_command{"{}"}};
  }
  rapidjson::StringBuffer text;
  rapidjson::Writer<rapidjson::StringBuffer> writer{text};
  from.data->Accept(writer);
  return decoded_frame{ping_command{{text.GetString(), text.GetSize()}}};
}

result<decoded_frame> decode_pong(const envelope&, const wire_limits&) {
  return decoded_frame{};
}

struct frame_kind {
  std::string_view type;
  /// Whether `data`, when there, must be an object.
  bool wants_object;
  result<decoded_frame> (*decode)(const envelope& from, const wire_limits& limits);
};

constexpr std::array frame_kinds{
    frame_kind{"health_chat", true, decode_health_chat},
    frame_kind{"general_chat", true, decode_general_chat},
    frame_kind{"switch_member", true, decode_switch_member},
    frame_kind{"get_status", false, decode_get_status},
    frame_kind{"cancel", true, decode_cancel},
    frame_kind{"refresh_token", true, decode_refresh_token},
    frame_kind{"ping", false, decode_ping},
    frame_kind{"pong", false, decode_pong},
};

result<const frame_kind*> kind_of(const Value& root) {
  const auto* type = find(root, "type");
  if (type == nullptr) {
    return error{ec::missing_field, "type is missing"};
  }
  if (!type->IsString()) {
    return error{ec::bad_format, "type must be a string"};
  }
  for (const auto& kind : frame_kinds) {
    if (kind.type == text_of(*type)) {
      return &kind;
    }
  }
  return error{ec::invalid_input, "type is none of those that this service knows"};
}

result<envelope> read_envelope(const Value& root, const frame_kind& kind) {
  envelope read;
  read.data = find(root, "data");
  if (kind.wants_object && read.data != nullptr && !read.data->IsObject()) {
    return error{ec::bad_format, "data must be an object"};
  }
  auto request = optional_name(root, "request_id", "request_id", is_request_name);
  auto conversation = optional_name(root, "conversation_id", "conversation_id", is_entity_name);
  auto member = optional_name(root, "active_member_id", "active_member_id", is_entity_name);
  for (const auto* name : {&request, &conversation, &member}) {
    if (!*name) {
      return name->failure();
    }
  }
  read.request.value = *std::move(request);
  read.conversation.value = *std::move(conversation);
  read.member.value = *std::move(member);
  return read;
}

result<decoded_frame> decode_root(const Value& root, const wire_limits& limits) {
  if (!root.IsObject()) {
    return error{ec::bad_format, "message is not a JSON object"};
  }
  const auto kind = kind_of(root);
  if (!kind) {
    return kind.failure();
  }
  auto read = read_envelope(root, **kind);
  if (!read) {
    return read.failure();
  }
  return (*kind)->decode(*std::move(read), limits);
}

}  // namespace

result<decoded_frame> decode_command(std::string_view text, const wire_limits& limits) {
  if (auto fault = check_json_text(text, limits.max_json_depth); !fault) {
    return fault.failure();
  }
  // Scratch space that RapidJSON fills; clearing it would cost more than most frames.
  std::array<char, pool_bytes> pool;  // NOLINT(*-member-init)
  rapidjson::MemoryPoolAllocator<> memory{pool.data(), pool.size(), pool_bytes};
  rapidjson::Document document{&memory, stack_bytes};
  document.Parse<parse_flags>(text.data(), text.size());
  if (document.HasParseError()) {
    return error{ec::bad_format, std::string{"message is not JSON: "} +
                                     rapidjson::GetParseError_En(document.GetParseError()) +
                                     " at offset " + std::to_string(document.GetErrorOffset())};
  }
  return decode_root(document, limits);
}

}  // namespace aurawell::net
