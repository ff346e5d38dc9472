#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>

namespace aurawell::actors {

/// How fast a pool gets rid of its answers, as a moving mean of the time between two
/// ends. Tells whoever is refused when to come back.
class drain_rate {
 public:
  using clock_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  void note_end(clock_point at) {
    if (last_end_) {
      const auto gap = at - *last_end_;
      mean_gap_ = mean_gap_ ? *mean_gap_ + (gap - *mean_gap_) / weight : gap;
    }
    last_end_ = at;
  }

  /// Expected time until `ahead` answers have ended, between one second and one minute.
  std::chrono::milliseconds time_for(std::size_t ahead) const {
    using namespace std::chrono_literals;
    const auto gap = mean_gap_.value_or(std::chrono::milliseconds{20});
    const auto expected =
        std::chrono::duration_cast<std::chrono::milliseconds>(gap * static_cast<long>(ahead));
    return std::clamp<std::chrono::milliseconds>(expected, 1s, 60s);
  }

 private:
  static constexpr int weight = 16;

  std::optional<clock_point> last_end_;
  std::optional<duration> mean_gap_;
};

}  // namespace aurawell::actors
