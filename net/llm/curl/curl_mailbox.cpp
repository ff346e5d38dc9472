#include "net/llm/curl/curl_mailbox.hpp"

#include <boost/asio/post.hpp>
#include <utility>

#include "net/llm/curl/curl_engine.hpp"
#include "net/llm/curl/curl_exchange.hpp"

namespace aurawell::net {

void curl_mailbox::connect(std::weak_ptr<curl_engine> engine) {
  engine_ = std::move(engine);
}

void curl_mailbox::start(std::shared_ptr<curl_exchange> exchange) {
  const std::lock_guard lock{mutex_};
  if (!closed_) {
    starts_.push_back(std::move(exchange));
    wake_loop();
  }
}

void curl_mailbox::stop(stop_wish wish) {
  wish.exchange->stop_calls();
  const std::lock_guard lock{mutex_};
  if (!closed_) {
    stops_.push_back(std::move(wish));
    // Set before the loop wakes, because the loop reads it without the lock.
    has_stops_ = true;
    wake_loop();
  }
}

bool curl_mailbox::is_here() {
  const std::lock_guard lock{mutex_};
  return loop_ != nullptr && loop_->get_executor().running_in_this_thread();
}

void curl_mailbox::wake_loop() {
  if (stops_.size() + starts_.size() == 1) {
    boost::asio::post(*loop_, [engine = engine_] {
      if (const auto alive = engine.lock()) {
        alive->read_mail();
      }
    });
  }
}

std::vector<curl_mailbox::stop_wish> curl_mailbox::take_stops() {
  const std::lock_guard lock{mutex_};
  has_stops_ = false;
  return std::exchange(stops_, {});
}

std::vector<std::shared_ptr<curl_exchange>> curl_mailbox::take_starts() {
  const std::lock_guard lock{mutex_};
  return std::exchange(starts_, {});
}

void curl_mailbox::end() {
  const auto engine = engine_.lock();
  if (!engine) {
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    if (loop_ == nullptr) {
      return;
    }
    if (!loop_->stopped() && !loop_->get_executor().running_in_this_thread()) {
      boost::asio::post(*loop_, [engine] { engine->close(); });
      return;
    }
  }
  engine->close();
}

void curl_mailbox::close() {
  std::vector<stop_wish> stops;
  std::vector<std::shared_ptr<curl_exchange>> starts;
  const std::lock_guard lock{mutex_};
  closed_ = true;
  loop_ = nullptr;
  stops.swap(stops_);
  starts.swap(starts_);
}

}  // namespace aurawell::net
