#include "net/http_chat/message_writer.hpp"

#include <variant>

#include "net/http_chat/failure_replies.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"
#include "net/wire/safety_json.hpp"

namespace aurawell::net {

void message_writer::take(const server_event& event, std::string&) {
  if (std::holds_alternative<status_update>(event.body)) {
    last_ = event;
  }
}

http_reply message_writer::reply() const {
  const auto& update = std::get<status_update>(last_.body);
  const auto* answer = std::get_if<answer_summary>(&update.data);
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  json.text("reply", answer != nullptr && answer->text ? std::string_view{*answer->text} : "");
  json.text("conversation_id", last_.scope->conversation.value);
  json.text("timestamp", timestamp{last_.at});
  json.begin_array("suggestions");
  json.end_array();
  json.begin_array("quick_replies");
  json.end_array();
  json.text("status", to_string(update.status));
  json.text("request_id", last_.scope->request.value);
  if (!last_.scope->trace.empty()) {
    json.text("trace_id", last_.scope->trace);
  }
  write_safety(json, safety_of(update.data));
  json.end_object();
  return reply;
}

http_reply message_writer::refusal(const answer_failure& why, wall_time now) const {
  return answer_failure_reply(why, now);
}

}  // namespace aurawell::net
