#include "domain/drain/close_pace.hpp"

#include <algorithm>
#include <limits>

namespace aurawell {
namespace {

/// Of the turns of one second, those that may be kept for later.
constexpr double kept_share = 0.5;

double seconds_in(close_pace::duration time) noexcept {
  return std::chrono::duration<double>{time}.count();
}

}  // namespace

close_pace::close_pace(std::size_t connections, duration spread, time_point start) noexcept
    : per_second_{static_cast<double>(connections) / std::max(seconds_in(spread), 1e-3)},
      most_kept_{std::max(1.0, per_second_ * kept_share)},
      is_unlimited_{spread <= duration::zero()},
      counted_to_{start} {}

std::size_t close_pace::due(time_point now) noexcept {
  if (is_unlimited_) {
    return std::numeric_limits<std::size_t>::max();
  }
  kept_ = std::min(most_kept_, kept_ + per_second_ * seconds_in(now - counted_to_));
  counted_to_ = now;
  return static_cast<std::size_t>(kept_);
}

void close_pace::take(std::size_t turns) noexcept {
  kept_ -= is_unlimited_ ? 0.0 : static_cast<double>(turns);
}

}  // namespace aurawell
