#include "net/wire/wire_codec.hpp"

#include <array>
#include <string>
#include <utility>

#include "domain/text/blank_text.hpp"
#include "net/json/json_members.hpp"
#include "net/json/json_object.hpp"
#include "net/trace/trace_headers.hpp"
#include "net/wire/context_reader.hpp"

namespace aurawell::net {
namespace {

/// Used for a frame without data; it has no members.
constexpr json_value no_data;

/// The parsed envelope of a command.
struct envelope {
  const json_value* data = &no_data;
  request_id request;
  conversation_id conversation;
  member_id member;
  given_trace trace;
};

/// A required name inside `data`.
result<std::string> required_name(const envelope& from, std::string_view key,
                                  bool (*is_name)(std::string_view) noexcept) {
  auto name = read_name(*from.data, key, is_name, "data.");
  if (name && name->empty()) {
    return error{ec::missing_field, "data." + std::string{key} + " is missing"};
  }
  return name;
}

result<std::string> question_text(const envelope& from) {
  const auto* message = find_member(*from.data, "message");
  if (message == nullptr) {
    return error{ec::missing_field, "data.message is missing"};
  }
  if (!message->is_text()) {
    return error{ec::bad_format, "data.message must be a string"};
  }
  if (is_blank(message->text())) {
    return error{ec::invalid_input, "data.message is empty"};
  }
  return std::string{message->text()};
}

result<decoded_frame> decode_chat(chat_kind kind, const envelope& from, const wire_limits& limits) {
  auto message = question_text(from);
  if (!message) {
    return message.failure();
  }
  chat_command command{kind, from.request, from.conversation, from.member, *std::move(message),
                       {},   false};
  if (const auto* context = find_member(*from.data, "context")) {
    auto facts = read_context(*context, limits.max_context_facts);
    if (!facts) {
      return facts.failure();
    }
    command.context = *std::move(facts);
  }
  const auto reasoning = read_flag(*from.data, "reasoning", "data.");
  if (!reasoning) {
    return reasoning.failure();
  }
  command.wants_reasoning = *reasoning;
  command.trace = from.trace;
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
  auto token = read_text(*from.data, "token", "data.");
  if (!token) {
    return token.failure();
  }
  if (token->empty()) {
    return error{ec::missing_field, "data.token is missing"};
  }
  return decoded_frame{shown_token{from.request, *std::move(token)}};
}

result<decoded_frame> decode_ping(const envelope& from, const wire_limits&) {
  if (from.data->is_null()) {
    return decoded_frame{ping_command{"{}"}};
  }
  ping_command ping;
  append_json(ping.data_json, *from.data);
  return decoded_frame{std::move(ping)};
}

result<decoded_frame> decode_pong(const envelope&, const wire_limits&) {
  return decoded_frame{};
}

struct frame_kind {
  std::string_view type;
  /// Whether `data`, if present, must be an object.
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

result<const frame_kind*> kind_of(const json_value& root) {
  const auto* type = find_member(root, "type");
  if (type == nullptr) {
    return error{ec::missing_field, "type is missing"};
  }
  if (!type->is_text()) {
    return error{ec::bad_format, "type must be a string"};
  }
  for (const auto& kind : frame_kinds) {
    if (kind.type == type->text()) {
      return &kind;
    }
  }
  return error{ec::invalid_input, "type is none of those that this service knows"};
}

/// What is wrong with it is no error of the client's message.
given_trace read_trace_members(const json_value& root) {
  const auto* parent = find_member(root, "traceparent");
  const auto* state = find_member(root, "tracestate");
  if (parent == nullptr || parent->is_null()) {
    return {};
  }
  if (!parent->is_text() || parent->text().empty()) {
    return {std::nullopt, true};
  }
  return read_trace(parent->text(),
                    state != nullptr && state->is_text() ? state->text() : std::string_view{});
}

result<envelope> read_envelope(const json_value& root, const frame_kind& kind) {
  envelope read;
  if (const auto* data = find_member(root, "data")) {
    if (kind.wants_object && !data->is_object()) {
      return error{ec::bad_format, "data must be an object"};
    }
    read.data = data;
  }
  auto request = read_name(root, "request_id", is_request_name);
  auto conversation = read_name(root, "conversation_id", is_entity_name);
  auto member = read_name(root, "active_member_id", is_entity_name);
  for (const auto* name : {&request, &conversation, &member}) {
    if (!*name) {
      return name->failure();
    }
  }
  read.request.value = *std::move(request);
  read.conversation.value = *std::move(conversation);
  read.member.value = *std::move(member);
  read.trace = read_trace_members(root);
  return read;
}

}  // namespace

result<decoded_frame> decode_command(std::string_view text, const wire_limits& limits) {
  const json_object root{text, {.max_depth = limits.max_json_depth}, "message"};
  if (!root) {
    return root.failure();
  }
  const auto kind = kind_of(*root);
  if (!kind) {
    return kind.failure();
  }
  auto read = read_envelope(*root, **kind);
  if (!read) {
    return read.failure();
  }
  return (*kind)->decode(*std::move(read), limits);
}

}  // namespace aurawell::net
