// The body of a question to the service's own API.
#include "net/http_chat/question_body.hpp"

#include <string>

#include "tests/fuzz/command_json.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

std::string body_of(const net::question_body& read) {
  const auto& question = read.question;
  std::string text;
  net::json_writer json{text};
  json.begin_object();
  json.text("type", question.kind == chat_kind::health ? "health_chat" : "general_chat");
  json.text("user_id", read.user.value);
  json.text("request_id", question.request.value);
  json.text("conversation_id", question.conversation.value);
  json.text("active_member_id", question.member.value);
  json.text("message", question.message);
  json.flag("reasoning", question.wants_reasoning);
  if (read.lang) {
    json.text("lang", *read.lang == language::en ? "en" : "zh");
  }
  write_context(json, question.context);
  json.end_object();
  return text;
}

}  // namespace

void run(std::string_view input) {
  const auto read = net::read_question_body(input, {});
  if (!read) {
    must_be_tellable(read.failure());
    return;
  }
  must_be_question(read->question);
  const auto again = net::read_question_body(body_of(*read), {});
  must(again.has_value(), "what was read can be written and read again");
  must(again->user == read->user && again->lang == read->lang &&
           is_same(again->question, read->question),
       "a question that is read again is the same");
}

}  // namespace aurawell::fuzz
