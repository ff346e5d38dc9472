#include "net/server/repeating_timer.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <utility>

namespace aurawell::net {
namespace {

class repeating_timer : public std::enable_shared_from_this<repeating_timer> {
 public:
  using clock = std::chrono::steady_clock;

  repeating_timer(boost::asio::io_context& loop, std::chrono::milliseconds interval,
                  std::function<void(std::chrono::nanoseconds)> work)
      : timer_{loop}, interval_{interval}, work_{std::move(work)} {}

  void arm() {
    timer_.expires_after(interval_);
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& fault) {
      if (!fault) {
        self->work_(std::max(clock::now() - self->timer_.expiry(), clock::duration::zero()));
        self->arm();
      }
    });
  }

 private:
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds interval_;
  std::function<void(std::chrono::nanoseconds)> work_;
};

}  // namespace

void repeat(boost::asio::io_context& loop, std::chrono::milliseconds interval,
            std::function<void(std::chrono::nanoseconds late)> work) {
  std::make_shared<repeating_timer>(loop, interval, std::move(work))->arm();
}

}  // namespace aurawell::net
