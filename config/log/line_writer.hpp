#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace aurawell::config {

/// Writes lines to a file, a terminal, a pipe or a socket without waiting long for its reader. When
/// the reader is late, lines wait here, in order; when too many wait, new ones are dropped and
/// counted. Thread-safe.
class line_writer {
 public:
  /// Bytes that may wait.
  static constexpr std::size_t most_waiting = 256 * 1024;
  /// How long one line waits for a reader that was in time before.
  static constexpr std::chrono::milliseconds longest_wait{50};

  /// @param target Stays open, and in its mode: other processes may share it.
  explicit line_writer(int target) noexcept;
  line_writer(const line_writer&) = delete;
  line_writer& operator=(const line_writer&) = delete;
  ~line_writer();

  /// Call it when the target has become another file.
  void reopen() noexcept;

  /// Adds the end of the line.
  void write(std::string_view line);

  /// Waits until the reader has taken all lines, at most `patience`. False: some still wait.
  bool flush(std::chrono::milliseconds patience) noexcept;

  /// Lines that were dropped since the last call, once lines can be written again; else 0.
  std::uint64_t take_news_of_lost() noexcept;

  /// Lines that were dropped in total.
  std::uint64_t lost() const noexcept;

 private:
  /// Bytes that the target has taken without waiting.
  std::size_t put(std::string_view bytes) noexcept;
  bool wait_until_writable(std::chrono::milliseconds patience) const noexcept;
  void send_waiting(std::chrono::milliseconds patience) noexcept;

  mutable std::mutex mutex_;
  int target_;
  /// The same pipe or terminal, but calls that use it never block; -1: there is none.
  int own_ = -1;
  bool is_socket_ = false;
  bool is_late_ = false;
  std::string waiting_;
  std::uint64_t lost_ = 0;
  std::uint64_t untold_ = 0;
};

}  // namespace aurawell::config
