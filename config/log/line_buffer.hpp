#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace aurawell::config {

/// Lines that wait to be written, in order, within a limit of bytes. When a line does not fit, the
/// oldest ones are dropped and counted: who reads the log after a stall needs what is true now.
class line_buffer {
 public:
  explicit line_buffer(std::size_t most_bytes) : most_bytes_{most_bytes} {}

  void set_limit(std::size_t most_bytes);

  /// @param line With its end.
  void add(std::string line);

  /// Removes lines from the front: at least one if there is one, and further ones while all of them
  /// together have no more than `most_bytes`.
  std::string take(std::size_t most_bytes);

  bool empty() const noexcept { return lines_.empty(); }
  std::size_t bytes() const noexcept { return bytes_; }

  /// Lines that were dropped in total.
  std::uint64_t lost() const noexcept { return lost_; }
  /// Lines that were dropped since `take_unreported`.
  std::uint64_t unreported() const noexcept { return unreported_; }
  std::uint64_t take_unreported() noexcept;

 private:
  void drop_oldest();

  std::deque<std::string> lines_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t lost_ = 0;
  std::uint64_t unreported_ = 0;
};

}  // namespace aurawell::config
