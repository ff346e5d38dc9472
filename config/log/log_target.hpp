#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace aurawell::config {

/// Where the lines of the log go: a file, a terminal, a pipe or a socket, which other processes may
/// share. Thread-safe.
class log_target {
 public:
  /// @param descriptor Stays open, and in its mode.
  explicit log_target(int descriptor) noexcept;
  log_target(const log_target&) = delete;
  log_target& operator=(const log_target&) = delete;
  ~log_target();

  /// Whether `put` never waits: not for its reader, and for no disk.
  bool is_prompt() const noexcept { return is_socket_ || own_ >= 0; }

  struct put_result {
    std::size_t taken = 0;
    /// The disk is full or the reader has gone, for example. With neither this nor a byte taken,
    /// the reader is late.
    bool has_failed = false;
  };

  put_result put(std::string_view bytes) const noexcept;

  /// Waits until a late reader has made room, at most `patience`.
  void await_room(std::chrono::milliseconds patience) const noexcept;

 private:
  bool has_room(std::chrono::milliseconds patience) const noexcept;

  const int target_;
  /// The same pipe or terminal, but calls that use it never block; -1: there is none.
  const int own_;
  const bool is_socket_;
};

}  // namespace aurawell::config
