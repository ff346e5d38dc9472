#include "net/llm/message_words.hpp"

#include <string_view>
#include <utility>

namespace aurawell::net {
namespace {

bool is_thought(const json_value& part) {
  const auto type = text_of(find_member(part, "type"));
  return type == "thinking" || type == "reasoning";
}

/// A text, or a list of parts with one each.
void append_texts(const json_value* value, std::string& out) {
  if (value == nullptr || !value->is_array()) {
    out += text_of(value);
    return;
  }
  for (const auto& part : *value) {
    out += text_of(find_member(part, "text"));
  }
}

void append_thought(const json_value& part, std::string& out) {
  for (const auto* name : {"thinking", "reasoning", "text"}) {
    append_texts(find_member(part, name), out);
  }
}

void read_parts(const json_value& parts, message_words& words) {
  std::string thoughts;
  for (const auto& part : parts) {
    if (is_thought(part)) {
      append_thought(part, thoughts);
    } else {
      words.text += text_of(find_member(part, "text"));
    }
  }
  // Some servers send the same thoughts in both places.
  if (words.reasoning.empty()) {
    words.reasoning = std::move(thoughts);
  }
}

std::string news_in(std::string text, std::string& so_far) {
  if (!so_far.empty() && text.starts_with(so_far)) {
    text.erase(0, so_far.size());
  }
  so_far += text;
  return text;
}

}  // namespace

message_words read_message_words(const json_value* message) {
  message_words words;
  // Some servers send the same words under both names.
  words.reasoning = text_of(find_member(message, "reasoning_content"));
  if (words.reasoning.empty()) {
    words.reasoning = text_of(find_member(message, "reasoning"));
  }
  const auto* const content = find_member(message, "content");
  if (content != nullptr && content->is_array()) {
    read_parts(*content, words);
  } else {
    words.text = text_of(content);
  }
  return words;
}

message_words message_feed::take(message_words words) {
  return {news_in(std::move(words.reasoning), so_far_.reasoning),
          news_in(std::move(words.text), so_far_.text)};
}

}  // namespace aurawell::net
