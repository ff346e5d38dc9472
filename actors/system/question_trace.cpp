#include "actors/system/question_trace.hpp"

#include <utility>

namespace aurawell::actors {
namespace {

span_report ended_now(span_report span, question_trace::duration taken) {
  using clock_duration = wall_time::duration;
  span.end = std::chrono::system_clock::now();
  // Steps of the system's clock do not change the duration.
  span.begin = span.end - std::chrono::duration_cast<clock_duration>(taken);
  return span;
}

}  // namespace

question_trace::question_trace(const std::optional<trace_context>& parent,
                               std::shared_ptr<span_sink> spans)
    : place_{place_question(parent, spans->sampling())},
      spans_{std::move(spans)},
      id_{to_hex(place_->trace)} {
  if (parent) {
    parent_ = parent->span;
  }
}

span_report question_trace::span_of_question(duration taken) const {
  span_report span;
  span.kind = span_kind::server;
  span.trace = place_->trace;
  span.span = place_->span;
  span.parent = parent_;
  return ended_now(std::move(span), taken);
}

span_report question_trace::span_inside(span_kind kind, std::string name, duration taken) const {
  span_report span;
  span.kind = kind;
  span.name = std::move(name);
  span.trace = place_->trace;
  span.span = make_span_id();
  span.parent = place_->span;
  return ended_now(std::move(span), taken);
}

}  // namespace aurawell::actors
