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

/// The state of one provider, from the results of all attempts. Shared by all pools; survives a
/// change of settings. Thread-safe; times as for `circuit_breaker`.
class provider_health {
 public:
  using time_point = circuit_breaker::time_point;

  class attempt;

  explicit provider_health(std::string name, const breaker_options& options = {});
  provider_health(const provider_health&) = delete;
  provider_health& operator=(const provider_health&) = delete;

  void configure(const breaker_options& options) { breaker_.configure(options); }

  /// Counts the attempt. Nothing: the breaker refuses it. The attempt must not outlive this object.
  std::optional<attempt> try_begin(time_point now);

  bool would_admit(time_point now) const { return breaker_.would_admit(now); }
  std::chrono::milliseconds probe_in(time_point now) const { return breaker_.look(now).probe_in; }

  /// The provider is at its limit until `when`; ask another one if possible.
  void hold_back_until(time_point when);
  bool is_held_back(time_point now) const;

  /// From now on the status includes what its source learns.
  void show_lessons(std::shared_ptr<const provider_lessons> lessons);

  provider_status status(time_point now) const;

 private:
  void note_failure(const error& failure);
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

/// What a failed attempt says about its provider. Not a fault of the provider: a refused question,
/// a reached limit, a blank answer that the model has finished, a key that has a successor, and a
/// form of the request that has another.
enum class provider_verdict : unsigned char { alive, failed, none };
provider_verdict verdict_of(const completion_failure& failure) noexcept;

/// One attempt, from its start to its verdict. Destroyed without a verdict, it counts as cancelled.
class provider_health::attempt {
 public:
  attempt(attempt&& other) noexcept;
  attempt& operator=(attempt&&) = delete;
  ~attempt();

  /// Text has come.
  void note_alive() { permit_.note_alive(); }
  void succeeded(time_point now) { permit_.succeeded(now); }
  /// True when the provider is not asked from now on.
  bool failed(time_point now, const error& failure);

 private:
  friend class provider_health;
  attempt(provider_health& of, circuit_breaker::permit allowed)
      : health_{&of}, permit_{std::move(allowed)} {}

  provider_health* health_;
  circuit_breaker::permit permit_;
};

}  // namespace aurawell
