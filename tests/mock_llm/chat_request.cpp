#include "tests/mock_llm/chat_request.hpp"

#include <rapidjson/document.h>

#include <string_view>

namespace aurawell::mock {
namespace {

using rapidjson::Value;

std::string_view string_member(const Value& object, const char* name) {
  const auto found = object.FindMember(name);
  if (found == object.MemberEnd() || !found->value.IsString()) {
    return {};
  }
  return {found->value.GetString(), found->value.GetStringLength()};
}

std::optional<double> number_member(const Value& object, const char* name) {
  const auto found = object.FindMember(name);
  const auto is_number = found != object.MemberEnd() && found->value.IsNumber();
  return is_number ? std::optional{found->value.GetDouble()} : std::nullopt;
}

/// A string, or the text parts of a list of parts.
std::string content_text(const Value& message) {
  const auto found = message.FindMember("content");
  if (found == message.MemberEnd() || !found->value.IsArray()) {
    return std::string{string_member(message, "content")};
  }
  std::string text;
  for (const auto& part : found->value.GetArray()) {
    if (part.IsObject()) {
      text += string_member(part, "text");
    }
  }
  return text;
}

result<void> read_messages(const Value& messages, chat_request& out) {
  for (const auto& message : messages.GetArray()) {
    if (!message.IsObject()) {
      return error{ec::bad_format, "a message must be an object"};
    }
    const auto role = string_member(message, "role");
    auto text = content_text(message);
    out.prompt_bytes += text.size();
    if (role == "user") {
      out.last_user_message = std::move(text);
      out.partial_answer.clear();
    } else if (role == "assistant") {
      out.partial_answer = std::move(text);
    }
  }
  return {};
}

}  // namespace

result<chat_request> parse_chat_request(std::string& body) {
  rapidjson::Document document;
  document.ParseInsitu<rapidjson::kParseIterativeFlag>(body.data());
  if (document.HasParseError() || !document.IsObject()) {
    return error{ec::bad_format, "the body must be a JSON object"};
  }
  chat_request out;
  out.model = string_member(document, "model");
  const auto stream = document.FindMember("stream");
  out.stream = stream != document.MemberEnd() && stream->value.IsBool() && stream->value.GetBool();
  out.has_stream_options = document.HasMember("stream_options");
  for (const auto& member : document.GetObject()) {
    out.members.emplace_back(member.name.GetString(), member.name.GetStringLength());
  }
  out.temperature = number_member(document, "temperature");
  out.max_tokens = number_member(document, "max_tokens");
  out.max_completion_tokens = number_member(document, "max_completion_tokens");
  const auto messages = document.FindMember("messages");
  if (messages == document.MemberEnd() || !messages->value.IsArray() || messages->value.Empty()) {
    return error{ec::missing_field, "messages must be a list of at least one message"};
  }
  if (const auto read = read_messages(messages->value, out); !read) {
    return read.failure();
  }
  return out;
}

}  // namespace aurawell::mock
