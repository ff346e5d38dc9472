#include "net/server/loop_connections.hpp"

#include <algorithm>
#include <cassert>

namespace aurawell::net {

loop_connections::loop_connections(boost::asio::io_context& loop, std::chrono::milliseconds tick)
    : timer_{loop.get_executor()}, tick_{tick} {}

void loop_connections::add(connection& who, clock::time_point due) {
  who.slot_ = slots_.size();
  slots_.push_back({&who, due});
  if (!ticking_) {
    arm();
  }
}

void loop_connections::set_due(connection& who, clock::time_point due) noexcept {
  assert(slots_[who.slot_].who == &who);
  slots_[who.slot_].due = due;
}

void loop_connections::hasten(connection& who, clock::time_point due) noexcept {
  set_due(who, std::min(due, slots_[who.slot_].due));
}

void loop_connections::remove(connection& who) noexcept {
  const auto at = who.slot_;
  assert(slots_[at].who == &who);
  slots_[at] = slots_.back();
  slots_[at].who->slot_ = at;
  slots_.pop_back();
}

template <class Visit>
void loop_connections::for_each(const Visit& visit) {
  // From the end: the element that replaces a removed one was visited before.
  for (auto i = slots_.size(); i > 0; --i) {
    visit(slots_[i - 1]);
  }
}

void loop_connections::shut_down_all(close_code code, const std::string& reason) {
  for_each([&](const slot& s) { s.who->shut_down(code, reason); });
}

void loop_connections::abort_all() {
  for_each([](const slot& s) { s.who->abort(); });
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
      s.who->on_due(now);
    }
  });
  ticking_ = false;
  if (!slots_.empty()) {
    arm();
  }
}

}  // namespace aurawell::net
