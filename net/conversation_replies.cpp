#include "net/conversation_replies.hpp"

#include <cstdint>
#include <type_traits>

#include "net/json_writer.hpp"
#include "net/timestamp.hpp"

namespace aurawell::net {
namespace {

unsigned status_of(ec code) noexcept {
  switch (code) {
    case ec::conversation_not_found: return 404;
    case ec::database_failed:
    case ec::database_unreachable:
    case ec::unavailable: return 503;
    case ec::timed_out: return 504;
    default: return 500;
  }
}

void write_next(json_writer& json, const page_cursor& next) {
  if (next) {
    json.number("next", static_cast<std::uint64_t>(*next));
  } else {
    json.null("next");
  }
}

void write_body(json_writer& json, const conversation_list& list) {
  json.begin_array("conversations");
  for (const auto& one : list.conversations) {
    json.begin_object();
    json.text("conversation_id", one.conversation.value);
    json.text("member_id", one.member.value);
    json.text("title", one.title);
    json.text("created_at", timestamp{one.created_at});
    json.text("updated_at", timestamp{one.updated_at});
    json.number("exchanges", one.exchanges);
    json.end_object();
  }
  json.end_array();
  write_next(json, list.next);
}

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
  json.end_object();
}

void write_body(json_writer& json, const exchange_list& list) {
  json.begin_array("messages");
  for (const auto& exchange : list.exchanges) {
    write_question(json, exchange);
    write_answer(json, exchange);
  }
  json.end_array();
  write_next(json, list.next);
}

template <class T>
http_reply reply_with(const result<T>& found, wall_time now) {
  if (!found) {
    const auto& [code, detail] = found.failure();
    return error_reply(status_of(code), code, detail, now);
  }
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  json.flag("success", true);
  if constexpr (!std::is_void_v<T>) {
    write_body(json, *found);
  }
  json.end_object();
  return reply;
}

}  // namespace

http_reply conversation_reply(const result<conversation_list>& found, wall_time now) {
  return reply_with(found, now);
}

http_reply conversation_reply(const result<exchange_list>& found, wall_time now) {
  return reply_with(found, now);
}

http_reply conversation_reply(const result<void>& removed, wall_time now) {
  return reply_with(removed, now);
}

}  // namespace aurawell::net
