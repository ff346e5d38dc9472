#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <queue>
#include <vector>

namespace aurawell::mock {

/// An object with a next step at a known time.
class paced {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  virtual ~paced() = default;
  virtual void on_due() = 0;
};

/// One timer for all streams of a loop: all streams that are due within a tick are served together.
/// A timer for each stream would cost more than the writes.
class pacer {
 public:
  pacer(boost::asio::io_context& loop, std::chrono::microseconds tick);

  /// Calls `waiter->on_due()` on the loop at `when`, never from within this call.
  void at(paced::time_point when, std::shared_ptr<paced> waiter);

 private:
  struct entry {
    paced::time_point when;
    std::uint64_t order;
    std::shared_ptr<paced> waiter;

    bool operator>(const entry& other) const noexcept {
      return when != other.when ? when > other.when : order > other.order;
    }
  };

  void arm();
  void serve();

  boost::asio::steady_timer timer_;
  std::chrono::microseconds tick_;
  std::priority_queue<entry, std::vector<entry>, std::greater<>> entries_;
  std::uint64_t order_ = 0;
  paced::time_point last_{};
  paced::time_point armed_ = paced::time_point::max();
};

}  // namespace aurawell::mock
