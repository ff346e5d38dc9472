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

  /// The client takes bytes, and more of them wait for it: it cannot answer a ping that
  /// it has not seen.
  void took(clock::time_point now) noexcept { since_ = now; }

  /// What to do now. `ping` is said once for each silence; the time to answer begins when
  /// the ping has `left`.
  verdict check(clock::time_point now) noexcept;
  void left(clock::time_point now) noexcept;

  /// When to ask again at the latest; never while a ping waits to leave.
  clock::time_point due() const noexcept;

 private:
  enum class state : unsigned char { quiet, asked, pinged };

  clock::duration interval_;
  clock::duration timeout_;
  /// When the client was heard last, took bytes, or was pinged.
  clock::time_point since_;
  state state_ = state::quiet;
};

}  // namespace aurawell::net
