#include "net/dispatch/reply_slot.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace aurawell::net {

reply_slot::reply_slot(boost::asio::io_context& loop, receiver then)
    : loop_{&loop}, then_{std::move(then)} {}

void reply_slot::deliver(reply_maker reply) {
  const std::lock_guard lock{mutex_};
  if (loop_ == nullptr) {
    return;
  }
  boost::asio::post(*loop_, [self = shared_from_this(), reply = std::move(reply)] {
    if (const auto then = std::exchange(self->then_, nullptr)) {
      then(reply);
    }
  });
}

void reply_slot::cancel() noexcept {
  {
    const std::lock_guard lock{mutex_};
    loop_ = nullptr;
  }
  // Its destruction may destroy other objects, this slot included.
  const auto dropped = std::exchange(then_, nullptr);
}

}  // namespace aurawell::net
