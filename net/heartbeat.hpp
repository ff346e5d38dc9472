#pragma once

#include <chrono>

namespace aurawell::net {

/// Decides when a silent client is pinged and when it counts as lost. No clock of its
/// own: the caller says what time it is.
class heartbeat {
 public:
  using clock = std::chrono::steady_clock;

  enum class verdict : unsigned char { alive, ping, lost };

  /// After `interval` of silence a ping is due, `timeout` later the client is lost.
  heartbeat(clock::duration interval, clock::duration timeout) noexcept
      : interval_{interval}, timeout_{timeout} {}

  /// Anything that the client sent. True: what was due has become earlier.
  bool heard(clock::time_point now) noexcept;

  /// What to do now. `ping` is said once for each silence.
  verdict check(clock::time_point now) noexcept;

  /// When to ask again at the latest.
  clock::time_point due() const noexcept { return since_ + (pinged_ ? timeout_ : interval_); }

 private:
  clock::duration interval_;
  clock::duration timeout_;
  /// When the client was heard last, or pinged.
  clock::time_point since_;
  bool pinged_ = false;
};

}  // namespace aurawell::net
