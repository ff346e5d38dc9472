#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// Decides when a connection on which nobody says anything is to be closed. Pings say
/// nothing. No clock of its own: the caller says what time it is.
class idle_watch {
 public:
  using clock = std::chrono::steady_clock;

  /// @param first How long a client may take to say its first message.
  /// @param longest How long both sides may be silent.
  idle_watch(clock::duration first, clock::duration longest) noexcept
      : first_{first}, longest_{longest} {}

  void began(clock::time_point now) noexcept { began_ = last_ = now; }

  /// A message, of the client or to it.
  void heard(clock::time_point now) noexcept;
  void spoke(clock::time_point now) noexcept { last_ = now; }

  /// Why the connection is to be closed now, for people; nothing when it is not.
  std::optional<std::string_view> check(clock::time_point now) const noexcept;

  /// When to ask again; a message only makes it later.
  clock::time_point due() const noexcept;

 private:
  clock::duration first_;
  clock::duration longest_;
  clock::time_point began_;
  clock::time_point last_;
  bool was_heard_ = false;
};

}  // namespace aurawell::net
