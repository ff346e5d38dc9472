#include "net/server/loop_connections.hpp"

#include <algorithm>
#include <cassert>

namespace aurawell::net {

loop_connections::loop_connections(boost::asio::io_context& loop, std::chrono::milliseconds tick)
    : timer_{loop.get_executor()}, tick_{tick} {}

void loop_connections::add(connection& target, clock::time_point due) {
  target.slot_ = slots_.size();
  slots_.push_back({&target, due});
  size_ = slots_.size();
  if (!ticking_) {
    arm();
  }
}

void loop_connections::set_due(connection& target, clock::time_point due) noexcept {
  assert(slots_[target.slot_].owner == &target);
  slots_[target.slot_].due = due;
}

void loop_connections::advance_due(connection& target, clock::time_point due) noexcept {
  set_due(target, std::min(due, slots_[target.slot_].due));
}

void loop_connections::remove(connection& target) noexcept {
  const auto at = target.slot_;
  assert(slots_[at].owner == &target);
  slots_[at] = slots_.back();
  slots_[at].owner->slot_ = at;
  slots_.pop_back();
  size_ = slots_.size();
}

template <class Visit>
void loop_connections::for_each(const Visit& visit) {
  // From the end: the element that replaces a removed one was visited before.
  for (auto i = slots_.size(); i > 0; --i) {
    visit(slots_[i - 1]);
  }
}

void loop_connections::shut_down_all(close_code code, const std::string& reason) {
  has_ended_ = true;
  for_each([&](const slot& s) { s.owner->shut_down(code, reason); });
}

std::size_t loop_connections::close_done(std::size_t most, close_code code,
                                         const std::function<std::string()>& reason) {
  std::size_t begun = 0;
  for (auto i = slots_.size(); i > 0 && begun < most; --i) {
    begun += slots_[i - 1].owner->close_if_done(code, reason) ? 1U : 0U;
  }
  return begun;
}

std::size_t loop_connections::visit_some(std::size_t from, std::size_t most,
                                         const std::function<void(connection&)>& visit) {
  // From the end, as in `for_each`; a visited connection may move to a place that is still ahead.
  auto left = std::min(from, slots_.size());
  const auto stop = left - std::min(left, most);
  for (; left > stop; --left) {
    if (left <= slots_.size()) {
      visit(*slots_[left - 1].owner);
    }
  }
  return left;
}

void loop_connections::abort_all() {
  has_ended_ = true;
  for_each([](const slot& s) { s.owner->abort(); });
}

void loop_connections::arm() {
  ticking_ = true;
  timer_.expires_after(tick_);
  timer_.async_wait([self = shared_from_this()](boost::system::error_code) { self->check(); });
}

void loop_connections::check() {
  const auto now = clock::now();
  for_each([&](const slot& s) {
    if (s.due <= now) {
      s.owner->on_due(now);
    }
  });
  ticking_ = false;
  if (!slots_.empty()) {
    arm();
  }
}

}  // namespace aurawell::net
