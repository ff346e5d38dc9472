#include "actors/stream/stream_attempt.hpp"

#include <algorithm>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::nanoseconds;

std::string_view error_type_of(const attempt_failure& failed) {
  return failed.clock != alarm::none ? name_of(failed.clock) : to_string(failed.why.cause.code);
}

/// A provider could put any text in place of its model's name, also a part of the question.
bool is_model_name(std::string_view text) {
  constexpr std::size_t most_bytes = 128;
  static constexpr std::string_view marks = "-._:/@+";
  return !text.empty() && text.size() <= most_bytes &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  marks.find(c) != marks.npos;
         });
}

}  // namespace

stream_attempt::stream_attempt(const provider& asked, provider_health::attempt permit,
                               time_point now, std::size_t text_begin, question_trace trace)
    : asked_{&asked},
      permit_{std::move(permit)},
      trace_{std::move(trace)},
      started_{now},
      text_begin_{text_begin} {
  report_.provider = asked.name;
  if (trace_.place()) {
    place_ = place_inside(*trace_.place());
  }
}

void stream_attempt::start(const completion_request& request,
                           std::shared_ptr<completion_sink> sink) {
  report_.request_model = request.model;
  transfer_ = asked_->source->start(request, std::move(sink));
}

void stream_attempt::note(const completion_batch& batch, time_point now) {
  if (batch.model) {
    report_.response_model = *batch.model;
  }
  if (batch.usage) {
    report_.usage = batch.usage;
  }
  if (batch.text.empty() && batch.reasoning.empty()) {
    return;
  }
  if (!batch.text.empty()) {
    permit_.note_alive();
  }
  reasoning_bytes_ += batch.reasoning.size();
  const auto at = batch.received_at == time_point{} ? now : batch.received_at;
  auto rest = std::max(batch.chunks, 1U);
  if (!report_.first_chunk) {
    report_.first_chunk = at - started_;
    last_chunk_ = at;
    --rest;
  }
  // All chunks of one read arrived at the same time.
  for (; rest > 0; --rest) {
    asked_->telemetry->chunk_arrived(report_.provider, nanoseconds{at - last_chunk_});
    last_chunk_ = at;
  }
}

void stream_attempt::succeed(time_point now) {
  permit_.succeeded(now);
  report({}, now);
}

void stream_attempt::fail(const attempt_failure& failed, time_point now) {
  switch (verdict_of(failed.why)) {
    case provider_verdict::alive: permit_.succeeded(now); break;
    case provider_verdict::none: break;
    case provider_verdict::failed:
      if (permit_.failed(now, failed.why.cause)) {
        logging::warn("provider.paused",
                      {{"provider", asked_->name},
                       {"duration_ms", asked_->health->probe_in(now)},
                       {"hint", "it fails too often; provider.failed names the reasons"}});
      }
      break;
  }
  report(error_type_of(failed), now);
}

void stream_attempt::abandon(std::string_view error_type, time_point now) {
  report(error_type, now);
}

void stream_attempt::cancel(time_point asked_at, time_point now) {
  if (transfer_) {
    transfer_->note_cancel(asked_at);
  }
  report("cancelled", now);
}

void stream_attempt::report(std::string_view error_type, time_point now) {
  transfer_.reset();
  report_.error_type = error_type;
  report_.duration = now - started_;
  asked_->telemetry->attempt_ended(report_);
  if (trace_.is_recorded()) {
    report_span();
  }
}

/// With the names of OpenTelemetry's conventions for generative AI.
void stream_attempt::report_span() const {
  auto span = trace_.span_inside(span_kind::client, "chat", report_.duration);
  span.span = place_->span;
  span.attributes = {{"gen_ai.operation.name", "chat"}, {"gen_ai.provider.name", report_.provider}};
  const auto add = [&span](std::string_view key, span_report::value value) {
    span.attributes.emplace_back(key, std::move(value));
  };
  if (!report_.request_model.empty()) {
    span.name += " " + report_.request_model;
    add("gen_ai.request.model", report_.request_model);
  }
  if (is_model_name(report_.response_model)) {
    add("gen_ai.response.model", report_.response_model);
  }
  if (report_.usage) {
    add("gen_ai.usage.input_tokens", std::int64_t{report_.usage->prompt_tokens});
    add("gen_ai.usage.output_tokens", std::int64_t{report_.usage->completion_tokens});
  }
  if (report_.first_chunk) {
    add("aurawell.time_to_first_chunk_us",
        std::chrono::duration_cast<std::chrono::microseconds>(*report_.first_chunk).count());
  }
  span.error_type = report_.error_type;
  trace_.report(std::move(span));
}

}  // namespace aurawell::actors
