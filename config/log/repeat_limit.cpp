#include "config/log/repeat_limit.hpp"

#include <algorithm>
#include <utility>

namespace aurawell::config {

void repeat_limit::set_limits(std::uint32_t most_lines, std::chrono::milliseconds interval) {
  const std::lock_guard lock{mutex_};
  most_lines_ = most_lines;
  interval_ = interval;
}

bool repeat_limit::take(std::string_view event, clock::time_point now) {
  const std::lock_guard lock{mutex_};
  if (most_lines_ == 0) {
    return true;
  }
  auto& of = counts_[event];
  // Omissions keep their interval open until they are reported.
  if (of.lines == 0 || (of.omitted == 0 && now >= of.begin + interval_)) {
    of = {now};
  }
  if (++of.lines <= most_lines_) {
    return true;
  }
  ++of.omitted;
  ++omitted_;
  next_report_ = std::min(next_report_, of.begin + interval_);
  return false;
}

std::vector<repeat_limit::omission> repeat_limit::take_omissions(clock::time_point now, bool all) {
  std::vector<omission> found;
  const std::lock_guard lock{mutex_};
  if (!all && now < next_report_) {
    return found;
  }
  next_report_ = clock::time_point::max();
  for (auto& [event, of] : counts_) {
    if (of.omitted > 0 && (all || now >= of.begin + interval_)) {
      const auto within = std::chrono::duration_cast<std::chrono::milliseconds>(now - of.begin);
      found.push_back({event, std::exchange(of.omitted, 0), within});
      of.lines = 0;
    } else if (of.omitted > 0) {
      next_report_ = std::min(next_report_, of.begin + interval_);
    }
  }
  return found;
}

std::uint64_t repeat_limit::omitted() const {
  const std::lock_guard lock{mutex_};
  return omitted_;
}

}  // namespace aurawell::config
