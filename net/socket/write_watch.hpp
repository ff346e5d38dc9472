#pragma once

#include <chrono>
#include <cstdint>

namespace aurawell::net {

/// Progress of the bytes written to a TCP socket, as the system counts them.
struct send_progress {
  /// Bytes that the peer's system has acknowledged since the connection began.
  std::uint64_t taken = 0;
  /// Bytes not acknowledged yet.
  std::uint32_t waiting = 0;
};

/// Zeros when the socket is closed or is no TCP socket.
send_progress progress_of(int socket) noexcept;

/// Decides whether a write is stalled: the peer has taken no byte for `timeout`. The total duration
/// of the write does not matter. Has no clock: the caller passes the time.
class write_watch {
 public:
  using clock = std::chrono::steady_clock;

  explicit write_watch(clock::duration timeout) noexcept : timeout_{timeout} {}

  /// A write begins. No system call, so every small write can call it.
  void begin(clock::time_point now) noexcept { moved_at_ = looked_at_ = now; }

  /// @param taken As in `send_progress`. True: it has grown since the last look.
  bool look(clock::time_point now, std::uint64_t taken) noexcept;

  bool is_stalled(clock::time_point now) const noexcept { return now >= moved_at_ + timeout_; }

  /// Time of the next look. A stall is noticed at most a quarter of `timeout` late.
  clock::time_point due() const noexcept { return looked_at_ + timeout_ / 4; }

 private:
  clock::duration timeout_;
  clock::time_point moved_at_;
  clock::time_point looked_at_;
  std::uint64_t taken_ = 0;
};

}  // namespace aurawell::net
