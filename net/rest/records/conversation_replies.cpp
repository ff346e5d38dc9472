#include "net/rest/records/conversation_replies.hpp"

#include <cstdint>

#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/data_reply.hpp"
#include "net/wire/safety_json.hpp"

namespace aurawell::net {
namespace {

void write_question(json_writer& json, const stored_exchange& exchange) {
  json.begin_object();
  json.text("request_id", exchange.request.value);
  json.text("role", "user");
  json.text("content", exchange.question);
  json.text("timestamp", timestamp{exchange.asked_at});
  json.end_object();
}

void write_answer(json_writer& json, const stored_exchange& exchange) {
  const auto& answer = exchange.summary;
  const bool has_ended = exchange.status.has_value();
  json.begin_object();
  json.text("request_id", exchange.request.value);
  json.text("role", "assistant");
  json.text("content", answer.text ? std::string_view{*answer.text} : "");
  json.text("status", to_string(exchange.status.value_or(request_status::streaming)));
  json.text("timestamp", timestamp{has_ended ? exchange.answered_at : exchange.asked_at});
  json.text("model", answer.model);
  json.text("provider", answer.provider);
  json.text("finish_reason", answer.finish_reason);
  if (exchange.failure) {
    json.text("error_code", to_string(*exchange.failure));
  }
  write_safety(json, answer.safety);
  json.end_object();
}

}  // namespace

void begin_conversation(json_writer& json, const conversation_summary& one) {
  json.begin_object();
  json.text("conversation_id", one.conversation.value);
  json.text("member_id", one.member.value);
  json.text("title", one.title);
  json.text("created_at", timestamp{one.created_at});
  json.text("updated_at", timestamp{one.updated_at});
  json.number("exchanges", one.exchanges);
}

void write_exchange(json_writer& json, const stored_exchange& exchange) {
  write_question(json, exchange);
  write_answer(json, exchange);
}

http_reply conversations_reply(const conversation_list& list, wall_time) {
  return success_reply([&](json_writer& json) {
    json.begin_array("conversations");
    for (const auto& one : list.conversations) {
      begin_conversation(json, one);
      json.end_object();
    }
    json.end_array();
    write_next(json, list.next);
  });
}

http_reply messages_reply(const exchange_list& list, wall_time) {
  return success_reply([&](json_writer& json) {
    json.begin_array("messages");
    for (const auto& exchange : list.exchanges) {
      write_exchange(json, exchange);
    }
    json.end_array();
    write_next(json, list.next);
  });
}

http_reply done_reply() {
  return success_reply([](json_writer&) {});
}

}  // namespace aurawell::net
