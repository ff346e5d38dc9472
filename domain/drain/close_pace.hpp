#pragma once

#include <chrono>
#include <cstddef>

namespace aurawell {

/// How many connections may be closed at a moment, so that they spread evenly over a time. A turn
/// that cannot be used, because no connection is done, is kept; but the kept turns are limited: no
/// second has more closes than one and a half times the even share, rounded up. Has no clock.
class close_pace {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// The first turn is at `start`, the last one before `start + spread`; with a `spread` of 0 all
  /// are at `start`.
  close_pace(std::size_t connections, duration spread, time_point start) noexcept;

  /// Turns that are due and not taken. `now` must not become earlier.
  std::size_t due(time_point now) noexcept;

  /// At most as many as `due` has returned.
  void take(std::size_t turns) noexcept;

 private:
  double per_second_;
  double most_kept_;
  double kept_ = 1;
  bool is_unlimited_;
  time_point counted_to_;
};

}  // namespace aurawell
