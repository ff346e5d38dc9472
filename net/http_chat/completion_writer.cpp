#include "net/http_chat/completion_writer.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>
#include <variant>

#include "net/http_chat/event_stream_writer.hpp"
#include "net/http_chat/failure_replies.hpp"
#include "net/json/json_writer.hpp"
#include "net/wire/safety_json.hpp"

namespace aurawell::net {
namespace {

void name(completion_header& header, const server_event& event) {
  if (header.id.empty() && event.scope) {
    header.id = "chatcmpl-" + event.scope->request.value;
  }
}

/// Fields of the object that is open.
void write_header(json_writer& json, const completion_header& header, std::string_view object) {
  const auto created =
      std::chrono::duration_cast<std::chrono::seconds>(header.created.time_since_epoch());
  json.text("id", header.id);
  json.text("object", object);
  json.number("created", static_cast<std::uint64_t>(created.count()));
  json.text("model", header.model);
}

void write_usage(json_writer& json, const answer_summary* answer) {
  const auto usage = answer != nullptr ? answer->usage.value_or(token_usage{}) : token_usage{};
  json.begin_object("usage");
  json.number("prompt_tokens", usage.prompt_tokens);
  json.number("completion_tokens", usage.completion_tokens);
  json.number("total_tokens", usage.total_tokens);
  if (usage.cached_tokens) {
    json.begin_object("prompt_tokens_details");
    json.number("cached_tokens", *usage.cached_tokens);
    json.end_object();
  }
  if (usage.reasoning_tokens) {
    json.begin_object("completion_tokens_details");
    json.number("reasoning_tokens", *usage.reasoning_tokens);
    json.end_object();
  }
  json.end_object();
}

/// In the terms of the OpenAI API.
std::string_view finish_reason_of(const status_update& last, const answer_summary* answer) {
  if (last.status == request_status::incomplete) {
    return "length";
  }
  const std::string_view said = answer != nullptr ? std::string_view{answer->finish_reason} : "";
  return said == "length" || said == "content_filter" ? said : "stop";
}

const status_update* end_of(const server_event& event) noexcept {
  const auto* update = std::get_if<status_update>(&event.body);
  return update != nullptr && is_terminal(update->status) ? update : nullptr;
}

}  // namespace

void completion_writer::take(const server_event& event, std::string&) {
  name(header_, event);
  if (end_of(event) != nullptr) {
    last_ = event;
  } else if (const auto* thought = std::get_if<reasoning_delta>(&event.body)) {
    reasoning_ += thought->text;
  }
}

http_reply completion_writer::reply() const {
  const auto& last = std::get<status_update>(last_.body);
  const auto* answer = std::get_if<answer_summary>(&last.data);
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  write_header(json, header_, "chat.completion");
  json.begin_array("choices");
  json.begin_object();
  json.number("index", 0);
  json.begin_object("message");
  json.text("role", "assistant");
  json.text("content", answer != nullptr && answer->text ? std::string_view{*answer->text} : "");
  if (!reasoning_.empty()) {
    json.text("reasoning_content", reasoning_);
  }
  json.null("refusal");
  json.end_object();
  json.null("logprobs");
  json.text("finish_reason", finish_reason_of(last, answer));
  json.end_object();
  json.end_array();
  write_usage(json, answer);
  json.begin_object("metadata");
  json.text("conversation_id", last_.scope->conversation.value);
  write_safety_texts(json, safety_of(last.data));
  json.end_object();
  json.end_object();
  return reply;
}

http_reply completion_writer::refusal(const answer_failure& why, wall_time) const {
  return openai_failure_reply(why);
}

/// Not with `sending` or `queued`: a failure before the first token is not part of a stream.
bool completion_stream_writer::begins_with(const server_event& event) const noexcept {
  const auto* update = std::get_if<status_update>(&event.body);
  return update != nullptr ? update->status == request_status::streaming || end_of(event) != nullptr
                           : event.scope != nullptr;
}

void completion_stream_writer::take(const server_event& event, std::string& out) {
  name(header_, event);
  if (!has_role_ && begins_with(event)) {
    has_role_ = true;
    if (const auto* update = std::get_if<status_update>(&event.body)) {
      found_ = safety_of(update->data);
    }
    write_delta("role", "assistant", {}, out);
  }
  if (const auto* delta = std::get_if<answer_delta>(&event.body)) {
    take_text(*delta, out);
  } else if (const auto* thought = std::get_if<reasoning_delta>(&event.body)) {
    write_delta("reasoning_content", thought->text, {}, out);
  } else if (const auto* last = end_of(event)) {
    take_end(*last, out);
  }
}

/// A snapshot has the text from its beginning.
void completion_stream_writer::take_text(const answer_delta& delta, std::string& out) {
  std::string_view fresh = delta.text;
  if (delta.snapshot) {
    fresh.remove_prefix(std::min(told_, fresh.size()));
  }
  told_ += fresh.size();
  if (!fresh.empty()) {
    write_delta("content", fresh, {}, out);
  }
}

void completion_stream_writer::take_end(const status_update& last, std::string& out) {
  if (const auto* failure = std::get_if<request_failure>(&last.data)) {
    break_off({{failure->code, last.message}, failure->retry_after, failure->safety}, out);
    return;
  }
  const auto* answer = std::get_if<answer_summary>(&last.data);
  write_delta({}, {}, finish_reason_of(last, answer), out);
  if (wants_usage_) {
    out += "data: ";
    json_writer json{out};
    json.begin_object();
    write_header(json, header_, "chat.completion.chunk");
    json.begin_array("choices");
    json.end_array();
    write_usage(json, answer);
    json.end_object();
    out += "\n\n";
  }
  out += "data: [DONE]\n\n";
}

void completion_stream_writer::write_delta(std::string_view name, std::string_view text,
                                           std::string_view finish_reason, std::string& out) {
  out += "data: ";
  json_writer json{out};
  json.begin_object();
  write_header(json, header_, "chat.completion.chunk");
  json.begin_array("choices");
  json.begin_object();
  json.number("index", 0);
  json.begin_object("delta");
  if (!name.empty()) {
    json.text(name, text);
  }
  json.end_object();
  json.null("logprobs");
  if (finish_reason.empty()) {
    json.null("finish_reason");
  } else {
    json.text("finish_reason", finish_reason);
  }
  json.end_object();
  json.end_array();
  if (wants_usage_) {
    json.null("usage");
  }
  if (const auto found = std::exchange(found_, std::nullopt)) {
    json.begin_object("metadata");
    write_safety_texts(json, found);
    json.end_object();
  }
  json.end_object();
  out += "\n\n";
}

http_reply completion_stream_writer::reply() const {
  return event_stream_head();
}

http_reply completion_stream_writer::refusal(const answer_failure& why, wall_time) const {
  return openai_failure_reply(why);
}

void completion_stream_writer::break_off(const answer_failure& why, std::string& out) {
  out += "data: ";
  write_openai_failure(why, out);
  out += "\n\n";
}

}  // namespace aurawell::net
