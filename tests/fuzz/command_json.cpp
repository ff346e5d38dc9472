#include "tests/fuzz/command_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

std::string number_text(double value) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

/// The writer does not escape names, because names in the program need no escape.
std::string escaped_name(std::string_view name) {
  std::string quoted;
  net::append_quoted(quoted, name);
  return quoted.substr(1, quoted.size() - 2);
}

bool is_empty_or(bool (*is_name)(std::string_view) noexcept, const std::string& name) {
  return name.empty() || is_name(name);
}

}  // namespace

void write_context(net::json_writer& json, const std::vector<context_fact>& facts) {
  json.begin_object("context");
  json.begin_array("");
  for (const auto& [name, value] : facts) {
    const auto key = escaped_name(name);
    json.begin_object();
    if (const auto* text = std::get_if<std::string>(&value)) {
      json.text(key, *text);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
      json.flag(key, *flag);
    } else {
      json.raw(key, number_text(std::get<double>(value)));
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void must_be_tellable(const error& failure) {
  const auto& detail = failure.detail;
  must(!detail.empty() && detail.size() < 200, "a failure is told in one short sentence");
  must(std::all_of(detail.begin(), detail.end(), [](char c) { return c >= ' ' && c <= '~'; }),
       "a failure repeats nothing that the client sent");
}

void must_be_question(const chat_command& question) {
  must(!question.message.empty() && is_utf8(question.message), "a question is a text");
  must(is_empty_or(is_request_name, question.request.value), "a request has a right name");
  must(is_empty_or(is_entity_name, question.conversation.value), "a conversation has a right name");
  must(is_empty_or(is_entity_name, question.member.value), "a member has a right name");
  for (const auto& [key, value] : question.context) {
    must(is_utf8(key), "a fact's name is a text");
    if (const auto* text = std::get_if<std::string>(&value)) {
      must(is_utf8(*text), "a fact's text is a text");
    } else if (const auto* number = std::get_if<double>(&value)) {
      must(std::isfinite(*number), "a fact's number is finite");
    }
  }
}

bool is_same(const chat_command& one, const chat_command& other) {
  return one.kind == other.kind && one.request == other.request &&
         one.conversation == other.conversation && one.member == other.member &&
         one.message == other.message && one.context == other.context &&
         one.wants_reasoning == other.wants_reasoning && one.earlier == other.earlier;
}

}  // namespace aurawell::fuzz
