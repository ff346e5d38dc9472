#include "actors/session/session_context.hpp"

#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

session_feed::bounds bounds_of(const session_options& options) {
  return {options.log_bytes, options.page_bytes, options.backlog_bytes};
}

/// While the server stops, "too many people" would be wrong.
std::string_view explain(const request_failure& failure, language lang) {
  return failure.restarting ? say(phrase::closing_for_restart, lang) : say(failure.code, lang);
}

}  // namespace

session_context::session_context(session_actor::pointer owner,
                                 std::shared_ptr<const session_environment> shared, session_id name)
    : self{owner},
      id{std::move(name)},
      feed{bounds_of(shared->options)},
      ends{shared->options.log_bytes},
      shared_{std::move(shared)} {
  shared_->alive->fetch_add(1);
  asked_.start(self);
}

session_context::~session_context() {
  feed.close(close_code::internal_fault, "the session failed");
  shared_->alive->fetch_sub(1);
}

void session_context::publish_status(const scope_ptr& scope, request_status status, phrase message,
                                     status_data data) {
  feed.publish(scope, status_update{status, std::string{say(message, lang)}, std::move(data)});
}

void session_context::finish(const scope_ptr& scope, status_update end) {
  // Publishing it may reach the client at once, and has the seq that follows the last.
  ends.add({feed.last() + 1, scope, end});
  feed.publish(scope, std::move(end));
}

void session_context::join_trace(const given_trace& given) {
  trace = given.parent;
  if (given.is_invalid) {
    shared().telemetry->traceparent_ignored();
  }
}

question_trace session_context::trace_of(const given_trace& given) const {
  if (given.is_invalid) {
    shared().telemetry->traceparent_ignored();
  }
  return {given.parent ? given.parent : trace, shared().spans};
}

void session_context::refuse(const scope_ptr& scope, const refusal& reason) {
  shared().telemetry->question_denied(over);
  logging::info("request.failed", {{"session", id},
                                   {"request", scope->request},
                                   {"trace", scope->trace},
                                   {"code", to_string(reason.cause.code)},
                                   {"detail", reason.cause.detail}});
  finish(scope, terminal_status(request_status::error,
                                request_failure{reason.cause.code, reason.retry_after}));
}

void session_context::finish_with_text(const scope_ptr& scope, std::string_view text,
                                       status_update end) {
  feed.replace_answer(scope, text);
  match_text(scope, end.data);
  finish(scope, terminal_status(end.status, std::move(end.data)));
  feed.close_answer(scope->request);
}

void session_context::match_text(const scope_ptr& scope, status_data& data) {
  auto* summary = std::get_if<answer_summary>(&data);
  if (summary == nullptr || !summary->text) {
    return;
  }
  if (*summary->text != feed.answer_so_far(scope->request)) {
    feed.replace_answer(scope, *summary->text);
  }
  summary->text = feed.seal(scope->request);
}

status_update session_context::terminal_status(request_status status, status_data data) const {
  auto* failure = std::get_if<request_failure>(&data);
  if (failure != nullptr) {
    failure->restarting = failure->code == ec::unavailable && shared().gate->closed();
  }
  const auto message = failure != nullptr                    ? explain(*failure, lang)
                       : status == request_status::done      ? say(phrase::done, lang)
                       : status == request_status::cancelled ? say(phrase::cancelled, lang)
                                                             : say(phrase::incomplete, lang);
  return {status, std::string{message}, std::move(data)};
}

status_data outcome_of(const stored_exchange& finished,
                       const std::optional<answer_safety>& safety) {
  if (finished.failure) {
    return request_failure{*finished.failure, std::nullopt, safety};
  }
  return finished.summary;
}

}  // namespace aurawell::actors
