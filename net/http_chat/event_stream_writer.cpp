#include "net/http_chat/event_stream_writer.hpp"

#include <variant>

#include "domain/text/parse_number.hpp"
#include "domain/text/public_detail.hpp"
#include "net/http_chat/failure_replies.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {
namespace {

struct type_name {
  std::string_view operator()(const connection_established&) const {
    return "connection_established";
  }
  std::string_view operator()(const pong&) const { return "pong"; }
  std::string_view operator()(const status_update&) const { return "status_update"; }
  std::string_view operator()(const answer_delta&) const { return "chat_stream"; }
  std::string_view operator()(const reasoning_delta&) const { return "chat_reasoning"; }
  std::string_view operator()(const answer_seam&) const { return "chat_stream"; }
  std::string_view operator()(const connection_fault&) const { return "error"; }
};

}  // namespace

bool event_stream_writer::begins_with(const server_event& event) const noexcept {
  const auto* hello = std::get_if<connection_established>(&event.body);
  return hello == nullptr || hello->recovered;
}

void event_stream_writer::take(const server_event& event, std::string& out) {
  auto seq = event.seq;
  if (const auto* hello = std::get_if<connection_established>(&event.body)) {
    place_ = hello->session.value + ":" + hello->epoch + ":";
    seq = hello->position;
  }
  out += "event: ";
  out += std::visit(type_name{}, event.body);
  out += "\nid: ";
  out += place_ + std::to_string(seq);
  // The JSON contains no line break.
  out += "\ndata: ";
  encode_event(event, out);
  out += "\n\n";
}

http_reply event_stream_writer::reply() const {
  return event_stream_head();
}

http_reply event_stream_writer::refusal(const answer_failure& why, wall_time now) const {
  return answer_failure_reply(why, now);
}

/// Sends no event: the client reconnects for the rest.
void event_stream_writer::break_off(const answer_failure& why, std::string& out) {
  out.append(": ").append(public_detail(why.cause)).append("\n\n");
}

std::optional<resume_point> read_event_id(std::string_view id) {
  const auto second = id.rfind(':');
  const auto first = second == std::string_view::npos || second == 0 ? std::string_view::npos
                                                                     : id.rfind(':', second - 1);
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  resume_point point{
      {std::string{id.substr(0, first)}}, std::string{id.substr(first + 1, second - first - 1)}, 0};
  const auto seq = parse_number<event_seq>(id.substr(second + 1));
  point.seq = seq.value_or(0);
  if (!seq || !is_entity_name(point.session.value) || !is_entity_name(point.epoch)) {
    return std::nullopt;
  }
  return point;
}

http_reply event_stream_head() {
  http_reply head;
  head.headers = {{"Content-Type", "text/event-stream; charset=utf-8"},
                  {"Cache-Control", "no-store"},
                  {"X-Accel-Buffering", "no"},
                  {"X-Content-Type-Options", "nosniff"}};
  return head;
}

}  // namespace aurawell::net
