#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "config/log/line_buffer.hpp"
#include "config/log/log_target.hpp"

namespace aurawell::config {

/// Writes lines to a file, a terminal, a pipe or a socket. No caller ever waits for the reader or
/// for a disk. A pipe, a terminal or a socket gets a line at once, from the caller, while its
/// reader is in time; a thread writes whatever would have to wait. Too many waiting lines: the
/// oldest are dropped, and a line in their place says how many. Thread-safe.
class line_writer {
 public:
  /// Makes the line that says how many were dropped; empty: no line. Must not call this object.
  using lost_text = std::function<std::string(std::uint64_t lines)>;

  /// How long lines for a file are gathered before the thread writes them: so its callers meet the
  /// thread seldom, and wake it seldom.
  static constexpr std::chrono::milliseconds gather_time{5};
  /// Pause before a target that has failed is tried again.
  static constexpr std::chrono::milliseconds retry_pause{1'000};

  /// @param target Stays open, and in its mode: other processes may share it.
  /// @param most_waiting Bytes of the lines that may wait, beside the piece that is being written.
  line_writer(int target, std::size_t most_waiting, lost_text make_lost_line);
  line_writer(const line_writer&) = delete;
  line_writer& operator=(const line_writer&) = delete;
  /// Drops what still waits. Waits for a write to a file that has begun.
  ~line_writer();

  /// Call it when the target has become another file.
  void reopen();
  void set_limit(std::size_t most_waiting);

  /// Adds the end of the line.
  void write(std::string_view line);

  /// Waits until all lines are written, at most `patience`. False: some still wait.
  bool flush(std::chrono::milliseconds patience);

  /// Lines that were dropped in total.
  std::uint64_t lost() const;
  std::size_t waiting_bytes() const;

 private:
  void run();
  bool has_work() const noexcept;
  void gather(std::unique_lock<std::mutex>& lock);
  void load_piece();
  void put_piece(std::unique_lock<std::mutex>& lock);

  const int descriptor_;
  const lost_text make_lost_line_;
  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable written_;
  std::shared_ptr<const log_target> target_;
  line_buffer buffer_;
  /// The piece that is being written. While it has bytes, only the thread changes it.
  std::string piece_;
  bool is_ending_ = false;
  /// The thread waits for work.
  bool is_idle_ = false;
  /// A failed target is tried again without a pause.
  bool is_hurried_ = false;
  std::thread thread_;
};

}  // namespace aurawell::config
