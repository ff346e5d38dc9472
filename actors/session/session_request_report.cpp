// What operators learn about a request: lines of the log, and spans.

#include <caf/all.hpp>
#include <utility>

#include "actors/session/session_request.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

}  // namespace

void session_request::note_begin() {
  // How long a client has waited for one of a former session is not known.
  if (!std::exchange(has_begun_, true) && !is_former_) {
    context_.shared().telemetry->answer_began(asked_.kind,
                                              context_.self->clock().now() - asked_at_);
  }
}

request_failure session_request::log_failure(const refusal& reason) const {
  // The store has to be looked after; everything else was told to whoever asked.
  const auto level =
      reason.cause.code == ec::database_unreachable ? logging::level::warn : logging::level::info;
  logging::log(level, "request.failed",
               {{"session", context_.id},
                {"request", id()},
                {"trace", trace_.id()},
                {"code", to_string(reason.cause.code)},
                {"detail", reason.cause.detail}});
  return {reason.cause.code, reason.retry_after, output_.safety()};
}

void session_request::log_access(const status_update& end) const {
  const auto* answer = std::get_if<answer_summary>(&end.data);
  const auto* failure = std::get_if<request_failure>(&end.data);
  const auto usage = answer != nullptr ? answer->usage.value_or(token_usage{}) : token_usage{};
  const auto duration = context_.self->clock().now() - asked_at_;
  logging::info(
      "access.question",
      {{"session", context_.id},
       {"request", id()},
       {"trace", trace_.id()},
       {"connection", context_.connection},
       {"pool", pool_name(asked_.kind)},
       {"status", to_string(end.status)},
       {"code", failure != nullptr ? to_string(failure->code) : std::string_view{}},
       {"provider", answer != nullptr ? std::string_view{answer->provider} : std::string_view{}},
       {"question_bytes", question_bytes_},
       {"answer_bytes", output_.text().size()},
       {"prompt_tokens", usage.prompt_tokens},
       {"completion_tokens", usage.completion_tokens},
       {"first_token_ms", answer != nullptr ? answer->first_token.value_or(0ms) : 0ms},
       {"duration_ms", std::chrono::duration_cast<std::chrono::milliseconds>(duration)},
       {"address", logging::client_address{context_.address}}});
}

void session_request::report_write(std::optional<ec> failure) {
  const auto began = std::exchange(written_at_, std::nullopt);
  if (!began || !trace_.is_recorded()) {
    return;
  }
  auto span =
      trace_.span_inside(span_kind::internal, "store", context_.self->clock().now() - *began);
  span.attributes = {{"aurawell.record", is<stage::storing_question>() ? "question" : "answer"}};
  if (failure) {
    span.error_type = to_string(*failure);
  }
  trace_.report(std::move(span));
}

void session_request::report_span(const status_update& end) const {
  if (!trace_.is_recorded()) {
    return;
  }
  auto span = trace_.span_of_question(context_.self->clock().now() - asked_at_);
  span.name = std::string{"chat "}.append(pool_name(asked_.kind));
  span.attributes = {{"gen_ai.operation.name", "chat"},
                     {"gen_ai.provider.name", "aurawell"},
                     {"gen_ai.request.model", pool_name(asked_.kind)},
                     {"aurawell.status", std::string{to_string(end.status)}},
                     {"aurawell.question.bytes", static_cast<std::int64_t>(question_bytes_)},
                     {"aurawell.answer.bytes", static_cast<std::int64_t>(output_.text().size())}};
  if (const auto* failure = std::get_if<request_failure>(&end.data)) {
    span.error_type = to_string(failure->code);
  } else if (end.status != request_status::done) {
    span.error_type = to_string(end.status);
  }
  trace_.report(std::move(span));
}

}  // namespace aurawell::actors
