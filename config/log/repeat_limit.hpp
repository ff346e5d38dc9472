#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aurawell::config {

/// Leaves out lines of an event that repeats too often: of each event the first lines of an
/// interval are written, the others are counted. Thread-safe.
class repeat_limit {
 public:
  using clock = std::chrono::steady_clock;

  /// Lines of one event that were left out since the last report.
  struct omission {
    std::string_view event;
    std::uint64_t lines = 0;
    /// From the first line of the interval until the report.
    std::chrono::milliseconds within{0};
  };

  /// @param most_lines Of one event in one interval; 0: any number.
  void set_limits(std::uint32_t most_lines, std::chrono::milliseconds interval);

  /// Whether the line may be written. @param event A constant of the source.
  bool take(std::string_view event, clock::time_point now);

  /// The omissions whose interval is over, or all of them.
  std::vector<omission> take_omissions(clock::time_point now, bool all = false);

  /// Lines that were left out in total.
  std::uint64_t omitted() const;

 private:
  struct count {
    clock::time_point begin;
    std::uint64_t lines = 0;
    std::uint64_t omitted = 0;
  };

  mutable std::mutex mutex_;
  std::uint32_t most_lines_ = 0;
  std::chrono::milliseconds interval_{0};
  /// One element for each event of the source, at most.
  std::unordered_map<std::string_view, count> counts_;
  /// No omission is to be reported before this time.
  clock::time_point next_report_ = clock::time_point::max();
  std::uint64_t omitted_ = 0;
};

}  // namespace aurawell::config
