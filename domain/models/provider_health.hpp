#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "domain/chat/completion.hpp"
#include "domain/models/circuit_breaker.hpp"
#include "domain/models/provider_lessons.hpp"
#include "domain/models/provider_status.hpp"

namespace aurawell {

/// How one provider is doing, as everybody who asks it found. Shared by all pools and
/// kept over a change of settings. Thread-safe; times as for `circuit_breaker`.
class provider_health {
 public:
  using time_point = circuit_breaker::time_point;

  class attempt;

  explicit provider_health(std::string name, const breaker_options& options = {});
  provider_health(const provider_health&) = delete;
  provider_health& operator=(const provider_health&) = delete;

  void configure(const breaker_options& options) { breaker_.configure(options); }

  /// Counts the attempt. Nothing: the breaker does not allow it. The attempt must not
  /// outlive this object.
  std::optional<attempt> try_begin(time_point now);

  bool would_admit(time_point now) const { return breaker_.would_admit(now); }
  std::chrono::milliseconds probe_in(time_point now) const { return breaker_.look(now).probe_in; }

  /// It is at its limit until then, and better left alone if another can answer.
  void hold_back_until(time_point when);
  bool is_held_back(time_point now) const;

  /// What its source learns from now on is part of the status.
  void show_lessons(std::shared_ptr<const provider_lessons> lessons);

  provider_status status(time_point now) const;

 private:
  void note_failure(const error& why);
  void note_end() noexcept;

  const std::string name_;
  circuit_breaker breaker_;
  mutable std::mutex mutex_;
  time_point held_until_{};
  std::uint32_t streaming_ = 0;
  std::uint64_t attempts_ = 0;
  std::uint64_t failures_ = 0;
  std::string last_failure_;
  std::shared_ptr<const provider_lessons> lessons_;
};

/// What a failed attempt says about its provider: a question that it refused, a limit
/// that was reached, a blank answer that the model has finished, a key that has a successor and a
/// form of the request that has another do not speak against it.
enum class provider_verdict : unsigned char { alive, failed, none };
provider_verdict verdict_of(const completion_failure& failure) noexcept;

/// One attempt, from its start to its verdict; destroyed without one it was cancelled.
class provider_health::attempt {
 public:
  attempt(attempt&& other) noexcept;
  attempt& operator=(attempt&&) = delete;
  ~attempt();

  /// Text has come.
  void alive() { permit_.alive(); }
  void succeeded(time_point now) { permit_.succeeded(now); }
  /// True when the provider will be left alone from now on.
  bool failed(time_point now, const error& why);

 private:
  friend class provider_health;
  attempt(provider_health& of, circuit_breaker::permit allowed)
      : health_{&of}, permit_{std::move(allowed)} {}

  provider_health* health_;
  circuit_breaker::permit permit_;
};

}  // namespace aurawell
