#include "domain/models/circuit_breaker.hpp"

#include <algorithm>
#include <utility>

namespace aurawell {

using std::chrono::milliseconds;

circuit_breaker::circuit_breaker(const breaker_options& options, std::uint64_t seed)
    : options_{options}, jitter_{seed} {}

void circuit_breaker::configure(const breaker_options& options) {
  const std::lock_guard lock{mutex_};
  if (options.window != options_.window) {
    // The buckets were numbered by the old window.
    buckets_.fill({});
  }
  options_ = options;
}

bool circuit_breaker::admits(time_point now) const {
  switch (state_) {
    case breaker_state::closed: return true;
    case breaker_state::open: return now >= probe_at_;
    case breaker_state::half_open: return probing_ < options_.probes;
  }
  return true;
}

bool circuit_breaker::would_admit(time_point now) const {
  const std::lock_guard lock{mutex_};
  return admits(now);
}

std::optional<circuit_breaker::permit> circuit_breaker::try_acquire(time_point now) {
  const std::lock_guard lock{mutex_};
  if (!admits(now)) {
    return std::nullopt;
  }
  if (state_ == breaker_state::open) {
    state_ = breaker_state::half_open;
    ++generation_;
    probing_ = 0;
  }
  const bool is_probe = state_ == breaker_state::half_open;
  probing_ += is_probe ? 1 : 0;
  return permit{*this, generation_, is_probe};
}

void circuit_breaker::close() {
  state_ = breaker_state::closed;
  ++generation_;
  pause_ = milliseconds{0};
  buckets_.fill({});
}

void circuit_breaker::open(time_point now) {
  pause_ = pause_.count() == 0 ? options_.open_for : pause_ * 2;
  pause_ = std::min(pause_, options_.max_open_for);
  state_ = breaker_state::open;
  ++generation_;
  // Never sooner than announced. Varied, because many processes may use the same provider.
  probe_at_ = now + jitter_.stretch(pause_, 1.0, 1.2);
}

void circuit_breaker::note_alive(permit& of) {
  const std::lock_guard lock{mutex_};
  if (of.is_probe_ && of.generation_ == generation_) {
    close();
    of.generation_ = generation_;
  }
  of.is_probe_ = false;
}

bool circuit_breaker::judge(permit& of, bool failed, time_point now) {
  const std::lock_guard lock{mutex_};
  if (of.generation_ != generation_) {
    return false;
  }
  if (of.is_probe_) {
    if (failed) {
      open(now);
    } else {
      close();
    }
    return failed;
  }
  const auto number = bucket_number(now);
  auto& current = buckets_[static_cast<std::size_t>(number) % bucket_count];
  if (current.number != number) {
    current = {number, 0, 0};
  }
  ++current.attempts;
  current.failures += failed ? 1 : 0;
  const auto seen = recent(now);
  const bool too_many = failed && seen.attempts >= options_.min_requests &&
                        seen.failures >= options_.failure_ratio * seen.attempts;
  if (too_many) {
    open(now);
  }
  return too_many;
}

void circuit_breaker::release(permit& of) noexcept {
  const std::lock_guard lock{mutex_};
  if (of.is_probe_ && of.generation_ == generation_) {
    --probing_;
  }
}

std::int64_t circuit_breaker::bucket_number(time_point now) const {
  return now.time_since_epoch() / (options_.window / static_cast<int>(bucket_count));
}

circuit_breaker::bucket circuit_breaker::recent(time_point now) const {
  const auto newest = bucket_number(now);
  bucket sum;
  for (const auto& one : buckets_) {
    if (one.number >= 0 && newest - one.number < static_cast<std::int64_t>(bucket_count)) {
      sum.attempts += one.attempts;
      sum.failures += one.failures;
    }
  }
  return sum;
}

circuit_breaker::snapshot circuit_breaker::look(time_point now) const {
  const std::lock_guard lock{mutex_};
  const auto seen = recent(now);
  snapshot out{state_, seen.attempts, seen.failures, milliseconds{0}};
  if (state_ == breaker_state::open && now < probe_at_) {
    out.probe_in = std::chrono::ceil<milliseconds>(probe_at_ - now);
  }
  return out;
}

circuit_breaker::permit::permit(permit&& other) noexcept
    : breaker_{std::exchange(other.breaker_, nullptr)},
      generation_{other.generation_},
      is_probe_{other.is_probe_} {}

circuit_breaker::permit& circuit_breaker::permit::operator=(permit&& other) noexcept {
  permit taken{std::move(other)};
  std::swap(breaker_, taken.breaker_);
  std::swap(generation_, taken.generation_);
  std::swap(is_probe_, taken.is_probe_);
  return *this;
}

circuit_breaker::permit::~permit() {
  if (breaker_ != nullptr) {
    breaker_->release(*this);
  }
}

void circuit_breaker::permit::note_alive() {
  if (breaker_ != nullptr) {
    breaker_->note_alive(*this);
  }
}

void circuit_breaker::permit::succeeded(time_point now) {
  if (auto* breaker = std::exchange(breaker_, nullptr)) {
    breaker->judge(*this, false, now);
  }
}

bool circuit_breaker::permit::failed(time_point now) {
  auto* breaker = std::exchange(breaker_, nullptr);
  return breaker != nullptr && breaker->judge(*this, true, now);
}

}  // namespace aurawell
