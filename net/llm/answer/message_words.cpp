#include "net/llm/answer/message_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace aurawell::net {
namespace {

bool is_thought(const json_value& part) {
  constexpr std::array<std::string_view, 7> types{
      "thinking",     "reasoning",         "thought",          "reasoning_text",
      "summary_text", "reasoning_summary", "reasoning_content"};
  const auto* const flag = find_member(part, "thought");
  return (flag != nullptr && flag->is_flag() && flag->flag()) ||
         std::find(types.begin(), types.end(), text_of(find_member(part, "type"))) != types.end();
}

/// Appends a text, or the texts of a list of parts.
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
  for (const auto* name : {"thinking", "thought", "reasoning", "summary", "text"}) {
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

/// Pieces of one answer never share a beginning of this length with all text before.
constexpr std::size_t sure_beginning = 16;

/// Length of the common beginning in bytes, in whole characters.
std::size_t common_beginning(std::string_view one, std::string_view other) noexcept {
  const auto differs =
      std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first - one.begin();
  auto size = static_cast<std::size_t>(differs);
  while (size > 0 && size < one.size() &&
         (static_cast<unsigned char>(one[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return size;
}

}  // namespace

std::string message_feed::feed::new_part(std::string text) {
  const auto common = common_beginning(text, so_far);
  const auto is_all_again = !so_far.empty() && common == so_far.size();
  const auto is_revised =
      common * 2 >= so_far.size() && common > 0 && (is_cumulative || common >= sure_beginning);
  if (!is_all_again && !is_revised) {
    so_far += text;
    return text;
  }
  is_cumulative = is_cumulative || text.size() > common;
  auto news = text.substr(common);
  if (text.size() > common) {
    so_far = std::move(text);
  }
  return news;
}

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
  return {reasoning_.new_part(std::move(words.reasoning)), text_.new_part(std::move(words.text))};
}

}  // namespace aurawell::net
