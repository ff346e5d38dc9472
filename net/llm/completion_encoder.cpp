#include "net/llm/completion_encoder.hpp"

#include "net/json/json_writer.hpp"
#include "net/llm/utf8_repair.hpp"

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

/// True when `text` speaks of the member `name`, not of the word in a sentence: the
/// name stands behind a quotation mark, a colon and a space, or a dot.
bool names_member(std::string_view text, std::string_view name) noexcept {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto before = text.substr(0, at);
    if (before.ends_with('\'') || before.ends_with('"') || before.ends_with('`') ||
        before.ends_with('.') || before.ends_with(": ")) {
      return true;
    }
  }
  return false;
}

}  // namespace

void encoded_request::choose(const optional_members& wanted) {
  json.resize(fixed_bytes);
  if (wanted.usage) {
    json += usage_member;
  }
  if (wanted.thinking) {
    json += thinking_member;
  }
  if (wanted.user) {
    json += user_member;
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
  json.decimal("temperature", request.temperature);
  json.number("max_tokens", request.max_tokens);
  json.flag("stream", true);
  if (!request.partial.empty() && dialect.continuation == continuation_style::vllm) {
    json.flag("continue_final_message", true);
    json.flag("add_generation_prompt", false);
  }
  encoded.goes_on =
      !request.partial.empty() && dialect.continuation != continuation_style::assistant;
  encoded.fixed_bytes = encoded.json.size();
  encoded.usage_member = R"(,"stream_options":{"include_usage":true})";
  if (!dialect.thinking.empty()) {
    encoded.thinking_member = R"(,"thinking":{"type":)" + quoted(dialect.thinking) + "}";
  }
  encoded.user_member = R"(,"user_id":)" + quoted(pseudonym);
  return encoded;
}

std::optional<optional_members> without_refused(const optional_members& sent, int http_status,
                                                std::string_view body) {
  auto left = sent;
  left.usage = sent.usage && !names_member(body, "stream_options");
  left.thinking = sent.thinking && !names_member(body, "thinking");
  left.user = sent.user && !names_member(body, "user_id");
  if (left == sent && http_status == 422) {
    left = {.usage = false, .thinking = false, .user = false};
  }
  if (left == sent) {
    return std::nullopt;
  }
  return left;
}

}  // namespace aurawell::net
