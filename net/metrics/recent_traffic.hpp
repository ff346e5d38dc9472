#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>

namespace aurawell::net {

/// What happened on WebSockets since the program has started.
struct traffic_totals {
  /// In both directions.
  std::uint64_t messages = 0;
  /// Attempts to open a chat, and those that opened one.
  std::uint64_t attempts = 0;
  std::uint64_t opened = 0;
  /// Questions that have ended in any way; of these, those that ended badly, and whole answers.
  std::uint64_t questions = 0;
  std::uint64_t failed = 0;
  std::uint64_t answers = 0;
  /// From the question to the end, summed up over the whole answers.
  std::chrono::nanoseconds answering{0};
};

/// Rates over a sliding window.
struct traffic_rates {
  double messages_per_second = 0;
  /// From 0 to 1; 1 without an attempt.
  double success_rate = 1;
  /// 0 without an answer.
  double seconds_per_answer = 0;
  /// From 0 to 1; 0 without a question.
  double error_rate = 0;
};

/// The totals of the last minute, or another window, noted in regular intervals: the rates of now
/// are the difference from the note before the window. Thread-safe.
class recent_traffic {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  static constexpr int notes_per_window = 60;

  recent_traffic(std::chrono::milliseconds window, time_point start);

  std::chrono::milliseconds interval() const noexcept { return interval_; }

  /// Call it once in each interval; earlier calls do nothing.
  void note(time_point now, const traffic_totals& totals);

  /// Over the window, plus at most one interval; over the program's life while it is shorter.
  traffic_rates rates(time_point now, const traffic_totals& totals) const;

 private:
  struct mark {
    time_point at;
    traffic_totals totals;
  };

  const std::chrono::milliseconds window_;
  const std::chrono::milliseconds interval_;
  mutable std::mutex mutex_;
  /// Never empty. Only the first may be older than the window.
  std::deque<mark> marks_;
};

}  // namespace aurawell::net
