#include "net/llm/curl_mailbox.hpp"

#include <boost/asio/post.hpp>
#include <utility>

#include "net/llm/curl_engine.hpp"
#include "net/llm/curl_exchange.hpp"

namespace aurawell::net {

void curl_mailbox::connect(std::weak_ptr<curl_engine> engine) {
  engine_ = std::move(engine);
}

void curl_mailbox::start(std::shared_ptr<curl_exchange> exchange) {
  put({std::move(exchange), true});
}

void curl_mailbox::stop(std::shared_ptr<curl_exchange> exchange) {
  exchange->silence();
  put({std::move(exchange), false});
}

void curl_mailbox::put(message item) {
  const std::lock_guard lock{mutex_};
  if (closed_) {
    return;
  }
  waiting_.push_back(std::move(item));
  if (waiting_.size() == 1) {
    boost::asio::post(*loop_, [engine = engine_] {
      if (const auto alive = engine.lock()) {
        alive->read_mail();
      }
    });
  }
}

std::vector<curl_mailbox::message> curl_mailbox::take() {
  const std::lock_guard lock{mutex_};
  return std::exchange(waiting_, {});
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
  std::vector<message> dropped;
  const std::lock_guard lock{mutex_};
  closed_ = true;
  loop_ = nullptr;
  dropped.swap(waiting_);
}

}  // namespace aurawell::net
