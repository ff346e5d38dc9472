#include "net/trace/otlp/export_course.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aurawell::net {

using std::chrono::milliseconds;

export_course::export_course(const trace_options& options, trace_telemetry& measures,
                             std::uint64_t seed)
    : options_{options}, measures_{measures}, jitter_{seed} {}

bool export_course::add(span_report span, time_point now) {
  if (deadline_) {
    measures_.spans_lost(span_loss::stopping, 1);
    return false;
  }
  if (queue_.empty()) {
    due_ = now + options_.interval;
  }
  if (queue_.size() >= options_.queue) {
    queue_.pop_front();
    measures_.spans_lost(span_loss::queue_full, 1);
  }
  queue_.push_back(std::move(span));
  return queue_.size() == 1 || queue_.size() == options_.batch;
}

bool export_course::is_due(time_point now) const noexcept {
  return deadline_ || queue_.size() >= options_.batch || now >= due_;
}

export_course::order export_course::next(time_point now) {
  const bool is_empty = batch_.empty() && queue_.empty();
  if (deadline_ && (is_empty || now >= *deadline_ || not_before_ >= *deadline_)) {
    return end(span_loss::stopping);
  }
  if (is_empty) {
    return {};
  }
  if (now < not_before_) {
    return {step::wait, not_before_};
  }
  if (batch_.empty()) {
    if (!is_due(now)) {
      return {step::wait, due_};
    }
    take_batch(now);
  }
  return {step::send, now};
}

void export_course::take_batch(time_point now) {
  const auto size = std::min<std::size_t>(queue_.size(), options_.batch);
  const auto last = queue_.begin() + static_cast<std::ptrdiff_t>(size);
  batch_.assign(std::make_move_iterator(queue_.begin()), std::make_move_iterator(last));
  queue_.erase(queue_.begin(), last);
  due_ = now + options_.interval;
}

std::size_t export_course::settle(const export_outcome& outcome, time_point now) {
  if (outcome.result == export_outcome::kind::accepted) {
    const auto rejected = std::min(outcome.rejected, batch_.size());
    measures_.spans_exported(batch_.size() - rejected);
    if (rejected > 0) {
      measures_.spans_lost(span_loss::refused, rejected);
    }
    batch_.clear();
    tries_ = failures_ = 0;
    return rejected;
  }
  measures_.span_batch_failed();
  if (outcome.result == export_outcome::kind::refused) {
    return lose_batch(span_loss::refused);
  }
  pause(outcome, now);
  return tries_++ < options_.max_retries ? 0 : lose_batch(span_loss::unreachable);
}

void export_course::pause(const export_outcome& outcome, time_point now) {
  constexpr double least_factor = 0.8;
  constexpr double most_factor = 1.2;
  auto wait = options_.retry_pause;
  for (std::uint32_t i = 0; i < failures_ && wait < options_.retry_pause_max; ++i) {
    wait *= 2;
  }
  ++failures_;
  wait = jitter_.stretch(std::min(wait, options_.retry_pause_max), least_factor, most_factor);
  if (outcome.retry_after) {
    wait = std::min<milliseconds>(*outcome.retry_after, longest_pause);
  }
  not_before_ = now + wait;
}

std::size_t export_course::lose_batch(span_loss why) {
  const auto count = batch_.size();
  if (count > 0) {
    measures_.spans_lost(why, count);
  }
  batch_.clear();
  tries_ = 0;
  return count;
}

export_course::order export_course::end(span_loss why) {
  if (!queue_.empty()) {
    measures_.spans_lost(why, queue_.size());
    queue_.clear();
  }
  lose_batch(why);
  return {step::end, {}};
}

void export_course::stop(time_point now) {
  deadline_ = deadline_.value_or(now + options_.flush_timeout);
}

}  // namespace aurawell::net
