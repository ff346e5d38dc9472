#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// Decides when a silent client is pinged and when it counts as lost. Has no clock: the caller
/// passes the time.
class heartbeat {
 public:
  using clock = std::chrono::steady_clock;

  enum class verdict : unsigned char { alive, ping, lost };

  /// After `interval` of silence a ping is due, `timeout` later the client is lost.
  heartbeat(clock::duration interval, clock::duration timeout) noexcept
      : interval_{interval}, timeout_{timeout} {}

  /// The client has sent something. True: `due` is now earlier.
  bool note_received(clock::time_point now) noexcept;

  /// The client has taken bytes and more wait for it. It cannot answer a ping that it has not
  /// received.
  void took(clock::time_point now) noexcept { since_ = now; }

  /// What to do now. Returns `ping` once for each silence; the time to answer begins when `left`
  /// reports that the ping was sent.
  verdict check(clock::time_point now) noexcept;
  void left(clock::time_point now) noexcept;

  /// Latest time for the next `check`; never while a ping waits to be sent.
  clock::time_point due() const noexcept;

 private:
  enum class state : unsigned char { quiet, asked, pinged };

  clock::duration interval_;
  clock::duration timeout_;
  /// Last time at which the client sent, took bytes, or was pinged.
  clock::time_point since_;
  state state_ = state::quiet;
};

/// Decides when a connection without messages is closed. Pings are not messages. Has no clock: the
/// caller passes the time.
class idle_watch {
 public:
  using clock = std::chrono::steady_clock;

  /// @param first Time that a client has for its first message.
  /// @param longest Time without a message in either direction.
  idle_watch(clock::duration first, clock::duration longest) noexcept
      : first_{first}, longest_{longest} {}

  void began(clock::time_point now) noexcept { began_ = last_ = now; }
  clock::time_point beginning() const noexcept { return began_; }

  /// A message was received or sent.
  void note_received(clock::time_point now) noexcept;
  void note_sent(clock::time_point now) noexcept { last_ = now; }

  /// Why the connection must be closed now, as a text for people; nothing when it stays open.
  std::optional<std::string_view> check(clock::time_point now) const noexcept;

  /// Time of the next `check`; a message can only move it later.
  clock::time_point due() const noexcept;

 private:
  clock::duration first_;
  clock::duration longest_;
  clock::time_point began_;
  clock::time_point last_;
  bool was_heard_ = false;
};

}  // namespace aurawell::net
