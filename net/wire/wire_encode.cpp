#include "net/wire/wire_codec.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "domain/text/utf8.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"
#include "net/wire/safety_json.hpp"

namespace aurawell::net {
namespace {

std::uint64_t millis(std::chrono::milliseconds time) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
}

void write_retry_after(json_writer& json, const std::optional<std::chrono::milliseconds>& after) {
  if (after) {
    json.number("retry_after_ms", millis(*after));
  } else {
    json.null("retry_after_ms");
  }
}

void write_usage(json_writer& json, const token_usage& usage) {
  json.begin_object("usage");
  json.number("prompt_tokens", usage.prompt_tokens);
  json.number("completion_tokens", usage.completion_tokens);
  json.number("total_tokens", usage.total_tokens);
  if (usage.cached_tokens) {
    json.number("cached_tokens", *usage.cached_tokens);
  }
  if (usage.reasoning_tokens) {
    json.number("reasoning_tokens", *usage.reasoning_tokens);
  }
  json.flag("estimated", usage.estimated);
  json.end_object();
}

/// Writes the fields of a status's `data`.
struct status_data_writer {
  json_writer& json;
  const request_scope* scope;

  void operator()(std::monostate) const {}

  void operator()(const answer_summary& answer) const {
    const std::string_view text = answer.text ? std::string_view{*answer.text} : "";
    json.text("full_response", text);
    json.text("conversation_id", scope != nullptr ? scope->conversation.value : "");
    json.number("response_length", count_code_points(text));
    if (answer.usage) {
      write_usage(json, *answer.usage);
    }
    json.text("model", answer.model);
    json.text("provider", answer.provider);
    json.text("finish_reason", answer.finish_reason);
    if (answer.first_token) {
      json.number("first_token_ms", millis(*answer.first_token));
    }
    json.number("duration_ms", millis(answer.duration));
    write_safety(json, answer.safety);
  }

  void operator()(const request_failure& failure) const {
    json.text("error_code", to_string(failure.code));
    json.flag("retryable", is_retryable(failure.code));
    write_retry_after(json, failure.retry_after);
    if (failure.restarting) {
      json.flag("restarting", true);
    }
    write_safety(json, failure.safety);
  }

  void operator()(const answer_safety& found) const { write_safety(json, found); }

  void operator()(const queue_position& queue) const { json.number("position", queue.position); }

  void operator()(const member_switched& member) const {
    json.text("active_member_id", member.active.value);
  }

  void operator()(const token_renewed& token) const {
    json.text("expires_at", timestamp{token.expires_at});
  }

  void operator()(const session_report& report) const {
    json.begin_object("session");
    json.text("connected_at", timestamp{report.connected_at});
    json.text("last_activity", timestamp{report.last_activity});
    json.text("active_member_id", report.active_member.value);
    json.text("conversation_id", report.conversation.value);
    json.end_object();
    json.number("connected_users", report.connected_users);
    json.begin_array("requests_in_flight");
    for (const auto& request : report.in_flight) {
      json.text(request.value);
    }
    json.end_array();
    json.flag("degraded", report.degraded);
  }
};

/// Writes one event of any kind.
struct event_writer {
  json_writer json;
  const server_event& event;

  void begin(std::string_view type) {
    json.begin_object();
    json.text("type", type);
    json.text("timestamp", timestamp{event.at});
  }

  void begin_in_log(std::string_view type) {
    begin(type);
    json.number("seq", event.seq);
    if (event.scope) {
      json.text("request_id", event.scope->request.value);
      json.text("conversation_id", event.scope->conversation.value);
    } else {
      json.null("request_id");
      json.null("conversation_id");
    }
  }

  void operator()(const connection_established& hello) {
    begin("connection_established");
    json.text("status", "connected");
    json.text("message", hello.message);
    json.number("heartbeat_interval", static_cast<std::uint64_t>(hello.heartbeat_interval.count()));
    json.text("user_id", hello.user.value);
    json.text("connection_id", hello.connection.value);
    json.text("session_id", hello.session.value);
    json.text("epoch", hello.epoch);
    json.number("seq", hello.position);
    json.flag("resumed", hello.resumed);
    json.flag("recovered", hello.recovered);
    json.text("protocol", protocol_name);
    json.end_object();
  }

  void operator()(const pong& answer) {
    begin("pong");
    json.raw("data", answer.data_json.empty() ? "{}" : std::string_view{answer.data_json});
    json.end_object();
  }

  void operator()(const status_update& update) {
    begin_in_log("status_update");
    if (event.scope && !event.scope->trace.empty()) {
      json.text("trace_id", event.scope->trace);
    }
    json.text("status", to_string(update.status));
    json.text("message", update.message);
    json.begin_object("data");
    std::visit(status_data_writer{json, event.scope.get()}, update.data);
    if (std::holds_alternative<session_report>(update.data)) {
      json.text("server_time", timestamp{event.at});
    }
    json.end_object();
    json.end_object();
  }

  void operator()(const answer_delta& delta) {
    begin_in_log("chat_stream");
    json.text("status", "streaming");
    json.text("delta", delta.text);
    if (delta.snapshot) {
      json.begin_object("data");
      json.flag("snapshot", true);
      json.end_object();
    }
    json.end_object();
  }

  void operator()(const reasoning_delta& delta) {
    begin_in_log("chat_reasoning");
    json.text("delta", delta.text);
    json.end_object();
  }

  void operator()(const answer_seam& seam) {
    begin_in_log("chat_stream");
    json.text("status", "streaming");
    json.text("delta", "");
    json.begin_object("data");
    json.flag("seam", true);
    json.text("provider", seam.provider);
    json.text("reason", to_string(seam.reason));
    json.end_object();
    json.end_object();
  }

  void operator()(const connection_fault& fault) {
    begin_in_log("error");
    json.text("message", fault.cause.detail);
    json.text("error_code", to_string(fault.cause.code));
    json.flag("retryable", is_retryable(fault.cause.code));
    write_retry_after(json, fault.retry_after);
    json.flag("fatal", fault.fatal);
    json.end_object();
  }
};

}  // namespace

void encode_event(const server_event& event, std::string& out) {
  event_writer writer{json_writer{out}, event};
  std::visit(writer, event.body);
}

}  // namespace aurawell::net
