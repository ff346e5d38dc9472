#include "tests/mock_llm/pacer.hpp"

#include <algorithm>
#include <utility>

namespace aurawell::mock {

pacer::pacer(boost::asio::io_context& loop, std::chrono::microseconds tick)
    : timer_{loop}, tick_{tick} {}

void pacer::at(paced::time_point when, std::shared_ptr<paced> waiter) {
  entries_.push({when, order_++, std::move(waiter)});
  arm();
}

void pacer::arm() {
  if (entries_.empty()) {
    return;
  }
  const auto next = std::max(entries_.top().when, last_ + tick_);
  if (next >= armed_) {
    return;
  }
  armed_ = next;
  timer_.expires_at(next);
  timer_.async_wait([this](const boost::system::error_code& failure) {
    if (!failure) {
      serve();
    }
  });
}

void pacer::serve() {
  last_ = std::chrono::steady_clock::now();
  // Does not restart the timer while serving; streams that are due again at once wait for the next
  // tick, so the loop can serve its sockets between ticks.
  armed_ = paced::time_point::min();
  const auto served_before = order_;
  std::vector<entry> again;
  while (!entries_.empty() && entries_.top().when <= last_) {
    auto due = entries_.top();
    entries_.pop();
    if (due.order >= served_before) {
      again.push_back(std::move(due));
      continue;
    }
    due.waiter->on_due();
  }
  for (auto& waiting : again) {
    entries_.push(std::move(waiting));
  }
  armed_ = paced::time_point::max();
  arm();
}

}  // namespace aurawell::mock
