#include "domain/attempts/answer_clocks.hpp"

#include <algorithm>

namespace aurawell {

std::string_view name_of(alarm which) noexcept {
  switch (which) {
    case alarm::header: return "header_timeout";
    case alarm::first_token: return "first_token_timeout";
    case alarm::token: return "token_timeout";
    case alarm::pace: return "min_tokens_per_second";
    case alarm::total: return "total_timeout";
    case alarm::none:
    case alarm::pause:
    case alarm::finished: return {};
  }
  return {};
}

void answer_clocks::begin_attempt(const stream_options& options, time_point now,
                                  std::chrono::milliseconds header_timeout) {
  options_ = options;
  phase_ = alarm::header;
  due_ = now + header_timeout;
  is_finish_likely_ = false;
  window_end_ = time_point::max();
}

void answer_clocks::pause(time_point until) {
  phase_ = alarm::pause;
  due_ = until;
  window_end_ = time_point::max();
}

void answer_clocks::note_header(time_point now) {
  if (phase_ == alarm::header) {
    phase_ = alarm::first_token;
    due_ = now + options_.first_token_timeout;
  }
}

void answer_clocks::note_tokens(time_point now, std::uint64_t tokens) {
  due_ = now + options_.token_timeout;
  is_finish_likely_ = false;
  if (phase_ == alarm::token) {
    window_tokens_ += tokens;
    return;
  }
  phase_ = alarm::token;
  window_tokens_ = 0;
  if (options_.min_tokens_per_second > 0) {
    window_end_ = now + options_.slow_window;
  }
}

void answer_clocks::note_finish(time_point now) {
  if (!is_finished()) {
    phase_ = alarm::finished;
    due_ = std::min(now + options_.finish_grace, deadline_);
    window_end_ = time_point::max();
  }
}

alarm answer_clocks::look(time_point now) {
  if (is_finished()) {
    return now >= due_ ? alarm::finished : alarm::none;
  }
  if (now >= deadline_) {
    return alarm::total;
  }
  if (now >= due_) {
    return phase_ == alarm::token && is_finish_likely_ ? alarm::finished : phase_;
  }
  if (now >= window_end_) {
    const std::chrono::duration<double> window = options_.slow_window;
    if (static_cast<double>(window_tokens_) < options_.min_tokens_per_second * window.count()) {
      return alarm::pace;
    }
    window_tokens_ = 0;
    window_end_ = now + options_.slow_window;
  }
  return alarm::none;
}

answer_clocks::time_point answer_clocks::next() const {
  return std::min({deadline_, due_, window_end_});
}

}  // namespace aurawell
