#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace aurawell::net {

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

  /// A message was received or sent.
  void heard(clock::time_point now) noexcept;
  void spoke(clock::time_point now) noexcept { last_ = now; }

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
