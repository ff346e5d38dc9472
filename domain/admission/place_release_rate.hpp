#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace aurawell {

/// How fast the places of a pool become free: a moving mean of how long an answer holds its place.
/// Divided by the number of places it gives the expected wait of a question, also after that number
/// has changed, and whether or not the pool was busy.
class place_release_rate {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// The measurement is dropped when no answer has ended for this time although a place is free:
  /// the pool was idle, and the providers may have changed.
  static constexpr std::chrono::seconds memory{60};
  /// Ended answers that are needed before an expected wait may refuse a question.
  static constexpr std::uint32_t enough = 4;

  /// An answer has taken a place.
  void note_start(time_point at) {
    if (last_end_ && at - *last_end_ > memory) {
      mean_.reset();
      ends_ = 0;
    }
    last_change_ = at;
  }

  /// An answer has released the place that it held for `held`.
  void note_end(time_point at, duration held) {
    mean_ = mean_ ? *mean_ + (held - *mean_) / weight : held;
    ++ends_;
    last_end_ = last_change_ = at;
  }

  /// Time until the question at this place of the line is served, with all `places` taken. Nothing
  /// while too little was measured.
  std::optional<duration> expected_wait(std::size_t place, std::size_t places,
                                        time_point now) const {
    if (ends_ < enough || place == 0 || places == 0) {
      return std::nullopt;
    }
    // All places are taken since `last_change_`, so no answer has ended in that time.
    const auto held = std::max(*mean_, now - last_change_);
    // On average the next end is half of the time between two ends away.
    return held * static_cast<duration::rep>(2 * place - 1) /
           static_cast<duration::rep>(2 * places);
  }

  /// When a client with `ahead` questions before it should retry: one second to one minute.
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

}  // namespace aurawell
