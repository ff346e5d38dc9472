#include "domain/drain/drain_course.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace aurawell {

std::chrono::milliseconds reconnect_delay(const drain_options& options, double draw) noexcept {
  const auto more = static_cast<double>(options.reconnect.count()) * std::clamp(draw, 0.0, 1.0);
  return options.reconnect + std::chrono::milliseconds{static_cast<std::int64_t>(more)};
}

std::string restart_reason(std::chrono::milliseconds delay) {
  return "the server restarts; retry_after_ms=" + std::to_string(delay.count());
}

drain_course::step drain_course::next(time_point now, const view& seen) {
  step todo;
  if (status_.phase == drain_phase::notice) {
    if (seen.sockets > 0 && now < start_ + options_.notice) {
      return todo;
    }
    begin_answers(now, seen);
  }
  if (status_.phase == drain_phase::ended) {
    todo.phase = drain_phase::ended;
    return todo;
  }
  count_answers(seen.answers);
  if (may_finish(now, seen)) {
    status_.phase = drain_phase::answers;
    closing_until_.reset();
  } else {
    todo.cuts_answers = seen.answers > 0 && !std::exchange(has_cut_, true);
    status_.cut += todo.cuts_answers ? seen.answers : 0;
    status_.phase = is_over(now, seen) ? drain_phase::ended : drain_phase::closing;
  }
  todo.phase = status_.phase;
  todo.closes = status_.phase == drain_phase::ended ? 0 : pace_->due(now);
  return todo;
}

void drain_course::closed(std::size_t chats) noexcept {
  pace_->take(chats);
}

void drain_course::begin_answers(time_point now, const view& seen) {
  status_.phase = drain_phase::answers;
  pace_.emplace(seen.chats, options_.spread, now);
  answers_until_ = now + options_.answers;
  running_ = seen.answers;
}

void drain_course::count_answers(std::size_t running) noexcept {
  if (!has_cut_) {
    status_.finished += running_ - std::min(running, running_);
  }
  running_ = running;
}

bool drain_course::may_finish(time_point now, const view& seen) const noexcept {
  return seen.answers > 0 && !has_cut_ && now < answers_until_;
}

bool drain_course::is_over(time_point now, const view& seen) noexcept {
  if (!closing_until_) {
    closing_until_ = now + options_.spread + settle_;
  }
  return (seen.chats == 0 && seen.answers == 0) || now >= *closing_until_;
}

}  // namespace aurawell
