#include "net/metrics/recent_traffic.hpp"

#include <algorithm>

namespace aurawell::net {
namespace {

/// A timer may run a little early after it ran late.
constexpr double least_share = 0.9;

double ratio(std::uint64_t part, std::uint64_t whole, double otherwise) noexcept {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : otherwise;
}

}  // namespace

recent_traffic::recent_traffic(std::chrono::milliseconds window, time_point start)
    : window_{window},
      interval_{std::max(window / notes_per_window, std::chrono::milliseconds{1})},
      marks_{{start, {}}} {}

void recent_traffic::note(time_point now, const traffic_totals& totals) {
  const std::lock_guard lock{mutex_};
  if (now - marks_.back().at < interval_ * least_share) {
    return;
  }
  marks_.push_back({now, totals});
  while (marks_.size() > 1 && marks_[1].at <= now - window_) {
    marks_.pop_front();
  }
}

traffic_rates recent_traffic::rates(time_point now, const traffic_totals& totals) const {
  const std::lock_guard lock{mutex_};
  // The newest mark before the window.
  const auto after = std::find_if(marks_.begin() + 1, marks_.end(),
                                  [&](const mark& one) { return one.at > now - window_; });
  const auto& [since, before] = *(after - 1);
  const std::chrono::duration<double> time = std::max(now - since, time_point::duration{1});
  const auto answers = totals.answers - before.answers;
  const std::chrono::duration<double> answering = totals.answering - before.answering;
  traffic_rates found;
  found.messages_per_second = static_cast<double>(totals.messages - before.messages) / time.count();
  found.success_rate = ratio(totals.opened - before.opened, totals.attempts - before.attempts, 1);
  found.seconds_per_answer = answers > 0 ? answering.count() / static_cast<double>(answers) : 0;
  found.error_rate = ratio(totals.failed - before.failed, totals.questions - before.questions, 0);
  return found;
}

}  // namespace aurawell::net
