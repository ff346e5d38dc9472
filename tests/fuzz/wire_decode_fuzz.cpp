// A text frame of a client.
#include <string>
#include <variant>

#include "net/wire/wire_codec.hpp"
#include "tests/fuzz/command_json.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

using net::client_frame;

std::string frame_of(const chat_command& command) {
  std::string text;
  net::json_writer json{text};
  json.begin_object();
  json.text("type", command.kind == chat_kind::health ? "health_chat" : "general_chat");
  json.text("request_id", command.request.value);
  json.text("conversation_id", command.conversation.value);
  json.text("active_member_id", command.member.value);
  json.begin_object("data");
  json.text("message", command.message);
  json.flag("reasoning", command.wants_reasoning);
  write_context(json, command.context);
  json.end_object();
  json.end_object();
  return text;
}

client_frame read_again(const std::string& text) {
  auto again = net::decode_command(text, {});
  must(again.has_value() && again->has_value(), "what was read can be written and read again");
  return **std::move(again);
}

void check(const chat_command& command) {
  must_be_question(command);
  const auto again = read_again(frame_of(command));
  must(is_same(std::get<chat_command>(std::get<client_command>(again)), command),
       "a question that is read again is the same");
}

void check(const ping_command& ping) {
  const auto again = read_again(R"({"type":"ping","data":)" + ping.data_json + "}");
  must(std::get<ping_command>(std::get<client_command>(again)).data_json == ping.data_json,
       "the echo of an echo is the same");
}

void check(const switch_member_command& command) {
  must(is_entity_name(command.target.value), "a member has a right name");
}

void check(const cancel_command& command) {
  must(is_request_name(command.request.value), "a request has a right name");
}

void check(const get_status_command&) {}

void check(const renew_token_command&) {
  must(false, "only the connection itself renews a token");
}

}  // namespace

void run(std::string_view input) {
  const auto read = net::decode_command(input, {});
  if (!read) {
    must_be_tellable(read.failure());
  } else if (read->has_value()) {
    if (const auto* command = std::get_if<client_command>(&**read)) {
      std::visit([](const auto& one) { check(one); }, *command);
    } else {
      must(!std::get<net::shown_token>(**read).token.empty(), "a shown token is a text");
    }
  }
}

}  // namespace aurawell::fuzz
