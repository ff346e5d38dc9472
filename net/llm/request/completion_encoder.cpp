#include "net/llm/request/completion_encoder.hpp"

#include "net/json/json_writer.hpp"
#include "net/json/utf8_repair.hpp"

namespace aurawell::net {
namespace {

std::string_view name_of(message_role role) noexcept {
  switch (role) {
    case message_role::system: return "system";
    case message_role::user: return "user";
    case message_role::assistant: break;
  }
  return "assistant";
}

void begin_message(json_writer& json, message_role role, std::string_view text) {
  json.begin_object();
  json.text("role", name_of(role));
  json.text("content", repaired_utf8(text));
}

void write_messages(json_writer& json, const completion_request& request,
                    continuation_style continuation) {
  json.begin_array("messages");
  for (const auto& message : request.messages) {
    begin_message(json, message.role, message.text);
    json.end_object();
  }
  if (!request.partial.empty()) {
    begin_message(json, message_role::assistant, request.partial);
    if (continuation == continuation_style::prefix) {
      json.flag("prefix", true);
    }
    json.end_object();
  }
  json.end_array();
}

std::string quoted(std::string_view text) {
  std::string json;
  append_quoted(json, repaired_utf8(text));
  return json;
}

/// What `write` adds to an object that is open already.
std::string member_text(auto write) {
  std::string json;
  json_writer writer{json};
  writer.begin_object();
  write(writer);
  json.front() = ',';
  return json;
}

std::string& text_of(encoded_request& encoded, request_member member) {
  return encoded.members[static_cast<std::size_t>(member)];
}

void encode_members(encoded_request& encoded, const completion_request& request,
                    const request_dialect& dialect, std::string_view pseudonym) {
  using enum request_member;
  text_of(encoded, temperature) = member_text(
      [&](json_writer& json) { json.decimal(name_of(temperature), request.temperature); });
  for (const auto limit : {max_tokens, max_completion_tokens}) {
    text_of(encoded, limit) =
        member_text([&](json_writer& json) { json.number(name_of(limit), request.max_tokens); });
  }
  text_of(encoded, stream_options) = R"(,"stream_options":{"include_usage":true})";
  if (!dialect.thinking.empty()) {
    text_of(encoded, thinking) = R"(,"thinking":{"type":)" + quoted(dialect.thinking) + "}";
  }
  text_of(encoded, user_id) = R"(,"user_id":)" + quoted(pseudonym);
  if (!request.partial.empty() && dialect.continuation == continuation_style::vllm) {
    text_of(encoded, continue_final_message) = R"(,"continue_final_message":true)";
    text_of(encoded, add_generation_prompt) = R"(,"add_generation_prompt":false)";
  }
}

}  // namespace

member_set encoded_request::available() const noexcept {
  member_set all;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!members[i].empty()) {
      all.add(static_cast<request_member>(i));
    }
  }
  return all;
}

void encoded_request::choose(member_set wanted) {
  json.resize(fixed_bytes);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (wanted.has(static_cast<request_member>(i))) {
      json += members[i];
    }
  }
  json += '}';
}

encoded_request encode_request(const completion_request& request, const request_dialect& dialect,
                               std::string_view pseudonym) {
  encoded_request encoded;
  json_writer json{encoded.json};
  json.begin_object();
  json.text("model", repaired_utf8(request.model.empty() ? dialect.model : request.model));
  write_messages(json, request, dialect.continuation);
  json.flag("stream", true);
  encoded.has_prefix =
      !request.partial.empty() && dialect.continuation == continuation_style::prefix;
  encoded.fixed_bytes = encoded.json.size();
  encode_members(encoded, request, dialect, pseudonym);
  return encoded;
}

}  // namespace aurawell::net
