#include "domain/models/provider_health.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace aurawell {

provider_health::provider_health(std::string name, const breaker_options& options)
    : name_{std::move(name)}, breaker_{options, std::hash<std::string>{}(name_)} {}

std::optional<provider_health::attempt> provider_health::try_begin(time_point now) {
  auto allowed = breaker_.try_acquire(now);
  if (!allowed) {
    return std::nullopt;
  }
  const std::lock_guard lock{mutex_};
  ++attempts_;
  ++streaming_;
  return attempt{*this, std::move(*allowed)};
}

void provider_health::hold_back_until(time_point when) {
  const std::lock_guard lock{mutex_};
  held_until_ = std::max(held_until_, when);
}

bool provider_health::is_held_back(time_point now) const {
  const std::lock_guard lock{mutex_};
  return now < held_until_;
}

void provider_health::show_lessons(std::shared_ptr<const provider_lessons> lessons) {
  const std::lock_guard lock{mutex_};
  lessons_ = std::move(lessons);
}

provider_status provider_health::status(time_point now) const {
  const auto seen = breaker_.look(now);
  provider_status out;
  out.name = name_;
  out.breaker = seen.state;
  out.recent_attempts = seen.recent_attempts;
  out.recent_failures = seen.recent_failures;
  out.probe_in = seen.probe_in;
  const std::lock_guard lock{mutex_};
  out.streaming = streaming_;
  out.attempts = attempts_;
  out.failures = failures_;
  out.last_failure = last_failure_;
  if (lessons_) {
    out.lessons = lessons_->all();
    out.unopened_thoughts = lessons_->unopened_thoughts();
  }
  return out;
}

void provider_health::note_failure(const error& failure) {
  const std::lock_guard lock{mutex_};
  ++failures_;
  last_failure_ = std::string{to_string(failure.code)} + ": " + failure.detail;
}

void provider_health::note_end() noexcept {
  const std::lock_guard lock{mutex_};
  --streaming_;
}

provider_verdict verdict_of(const completion_failure& failure) noexcept {
  if (failure.other_key || failure.other_form) {
    return provider_verdict::none;
  }
  const auto code = failure.cause.code;
  return failure.is_blank || code == ec::chat_failed || code == ec::upstream_rate_limited
             ? provider_verdict::alive
             : provider_verdict::failed;
}

provider_health::attempt::attempt(attempt&& other) noexcept
    : health_{std::exchange(other.health_, nullptr)}, permit_{std::move(other.permit_)} {}

provider_health::attempt::~attempt() {
  if (health_ != nullptr) {
    health_->note_end();
  }
}

bool provider_health::attempt::failed(time_point now, const error& failure) {
  health_->note_failure(failure);
  return permit_.failed(now);
}

}  // namespace aurawell
