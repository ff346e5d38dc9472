#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace aurawell::actors {

/// How fast a pool gets rid of its answers: a moving mean of how long one holds its
/// place. Divided among the places it says how long a question would wait, also right
/// after their number has changed, and whether or not the pool was busy so far.
class drain_rate {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// What was measured is forgotten when nothing has ended for so long and yet there is
  /// room for another answer: the pool was idle, and the providers may have changed.
  static constexpr std::chrono::seconds memory{60};
  /// Ends before an expectation is worth refusing somebody for.
  static constexpr std::uint32_t enough = 4;

  /// An answer has taken a place.
  void note_start(time_point at) {
    if (last_end_ && at - *last_end_ > memory) {
      mean_.reset();
      ends_ = 0;
    }
    last_change_ = at;
  }

  /// An answer has left the place that it held for so long.
  void note_end(time_point at, duration held) {
    mean_ = mean_ ? *mean_ + (held - *mean_) / weight : held;
    ++ends_;
    last_end_ = last_change_ = at;
  }

  /// Until the question in this place of the line is served, when all `places` are
  /// taken. Nothing while too little has been measured.
  std::optional<duration> expected_wait(std::size_t place, std::size_t places,
                                        time_point now) const {
    if (ends_ < enough || place == 0 || places == 0) {
      return std::nullopt;
    }
    // With every place taken since `last_change_`, nobody was done sooner than that.
    const auto held = std::max(*mean_, now - last_change_);
    // The next end is half of the time between two ends away, on the average.
    return held * static_cast<duration::rep>(2 * place - 1) /
           static_cast<duration::rep>(2 * places);
  }

  /// When to come back, for someone with so many ahead: one second to one minute.
  std::chrono::milliseconds retry_hint(std::size_t ahead, std::size_t places) const {
    using namespace std::chrono_literals;
    const auto divisor = static_cast<duration::rep>(std::max<std::size_t>(places, 1));
    const auto expected = mean_.value_or(1s) * static_cast<duration::rep>(ahead) / divisor;
    return std::clamp<std::chrono::milliseconds>(
        std::chrono::duration_cast<std::chrono::milliseconds>(expected), 1s, 60s);
  }

 private:
  static constexpr int weight = 16;

  std::optional<duration> mean_;
  std::uint32_t ends_ = 0;
  std::optional<time_point> last_end_;
  time_point last_change_{};
};

}  // namespace aurawell::actors
