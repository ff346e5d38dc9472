#include "net/server/event_channel.hpp"

#include <utility>

namespace aurawell::net {

client_channel::room event_channel::send(std::vector<server_event> events) {
  const std::lock_guard lock{mutex_};
  if (owner_ == nullptr || closing_ || events.empty()) {
    return room::more;
  }
  const bool full = outbox_.append(std::move(events));
  notify_owner();
  return full ? room::full : room::more;
}

void event_channel::close(close_code code, std::string reason) {
  const std::lock_guard lock{mutex_};
  if (owner_ == nullptr || closing_) {
    return;
  }
  closing_ = true;
  close_.emplace(close_order{code, std::move(reason)});
  // Also when it is active: its remaining time to close begins now.
  writer_awake_ = true;
  owner_->wake();
}

event_channel::step event_channel::next() {
  const std::lock_guard lock{mutex_};
  step next_step{outbox_.take(), std::nullopt};
  if (!next_step.event) {
    next_step.close = std::exchange(close_, std::nullopt);
    writer_awake_ = false;
  }
  return next_step;
}

bool event_channel::sent() {
  const std::lock_guard lock{mutex_};
  return outbox_.sent();
}

bool event_channel::is_closing() const {
  const std::lock_guard lock{mutex_};
  return closing_;
}

void event_channel::detach() noexcept {
  const std::lock_guard lock{mutex_};
  owner_ = nullptr;
  outbox_.clear();
  close_.reset();
}

void event_channel::notify_owner() {
  if (!std::exchange(writer_awake_, true)) {
    owner_->wake();
  }
}

}  // namespace aurawell::net
