#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

#include "domain/admission/jitter.hpp"
#include "domain/models/breaker_options.hpp"

namespace aurawell {

enum class breaker_state : unsigned char { closed, open, half_open };

/// Decides whether a provider may be asked. Thread-safe. Has no clock: all times come from one
/// monotonic clock.
///
///     closed ─► open, when too many attempts fail
///       ▲        │ after open_for, stretched by up to a fifth
///       │        ▼
///       └──── half open ─► open for twice as long, when a probe fails
///        a probe gets an answer
class circuit_breaker {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  class permit;

  struct snapshot {
    breaker_state state = breaker_state::closed;
    std::uint32_t recent_attempts = 0;
    std::uint32_t recent_failures = 0;
    /// Time to the next probe, while open.
    std::chrono::milliseconds probe_in{0};
  };

  circuit_breaker(const breaker_options& options, std::uint64_t seed);
  circuit_breaker(const circuit_breaker&) = delete;
  circuit_breaker& operator=(const circuit_breaker&) = delete;

  /// Replaces the options; state and counts stay.
  void configure(const breaker_options& options);

  /// Nothing: the provider must not be asked now. The permit must not outlive the breaker.
  std::optional<permit> try_acquire(time_point now);

  /// Whether `try_acquire` would return a permit.
  bool would_admit(time_point now) const;

  snapshot look(time_point now) const;

 private:
  struct bucket {
    std::int64_t number = -1;
    std::uint32_t attempts = 0;
    std::uint32_t failures = 0;
  };
  static constexpr std::size_t bucket_count = 10;

  void note_alive(permit& of);
  /// True when this verdict opened the breaker.
  bool judge(permit& of, bool failed, time_point now);
  void release(permit& of) noexcept;
  void close();
  void open(time_point now);
  bool admits(time_point now) const;
  std::int64_t bucket_number(time_point now) const;
  bucket recent(time_point now) const;

  mutable std::mutex mutex_;
  breaker_options options_;
  jitter jitter_;
  breaker_state state_ = breaker_state::closed;
  /// Incremented with each change of state: verdicts of attempts from an earlier state are ignored.
  std::uint64_t generation_ = 0;
  time_point probe_at_{};
  std::chrono::milliseconds pause_{0};
  std::uint32_t probing_ = 0;
  std::array<bucket, bucket_count> buckets_{};
};

/// One attempt's permit to ask. Destruction without a verdict counts as nothing: the place of a
/// probe is free again.
class circuit_breaker::permit {
 public:
  permit(permit&& other) noexcept;
  permit& operator=(permit&& other) noexcept;
  ~permit();

  /// The provider has begun to answer, which is enough for a probe. The verdict must still follow.
  void note_alive();
  void succeeded(time_point now);
  /// True when this verdict opened the breaker.
  bool failed(time_point now);

 private:
  friend class circuit_breaker;
  permit(circuit_breaker& of, std::uint64_t generation, bool is_probe)
      : breaker_{&of}, generation_{generation}, is_probe_{is_probe} {}

  /// Null after the verdict.
  circuit_breaker* breaker_;
  std::uint64_t generation_;
  bool is_probe_;
};

}  // namespace aurawell
