#pragma once

#include <chrono>
#include <cstdint>

namespace aurawell::net {

/// How far the bytes written to a TCP socket have come, as the system counts them.
struct send_progress {
  /// Bytes that the peer's system has taken since the connection began.
  std::uint64_t taken = 0;
  /// Bytes that it has not taken yet.
  std::uint32_t waiting = 0;
};

/// Zeros when the socket cannot say: it is closed, or no TCP socket.
send_progress progress_of(int socket) noexcept;

/// Decides whether a write stands still: the peer has taken no byte for `timeout`. How
/// long the write takes altogether does not matter. No clock of its own: the caller says
/// what time it is.
class write_watch {
 public:
  using clock = std::chrono::steady_clock;

  explicit write_watch(clock::duration timeout) noexcept : timeout_{timeout} {}

  /// A write begins. Costs nothing, so that every small write can afford it.
  void begin(clock::time_point now) noexcept { moved_at_ = looked_at_ = now; }

  /// @param taken As in `send_progress`. True: it has grown since the last look.
  bool look(clock::time_point now, std::uint64_t taken) noexcept;

  bool is_stalled(clock::time_point now) const noexcept { return now >= moved_at_ + timeout_; }

  /// When to look again: often enough that a stall is seen at most a quarter of `timeout`
  /// too late.
  clock::time_point due() const noexcept { return looked_at_ + timeout_ / 4; }

 private:
  clock::duration timeout_;
  clock::time_point moved_at_;
  clock::time_point looked_at_;
  std::uint64_t taken_ = 0;
};

}  // namespace aurawell::net
