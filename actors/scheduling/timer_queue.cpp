#include "actors/scheduling/timer_queue.hpp"

#include <caf/all.hpp>
#include <utility>

namespace aurawell::actors {
namespace {

struct delivery {
  const caf::strong_actor_ptr& receiver;

  void operator()(const timer_queue::request_timeout& late) const {
    receiver->get()->eq_impl(late.id, receiver, nullptr,
                             caf::make_error(caf::sec::request_timeout));
  }
  void operator()(const timer_queue::receive_timeout& late) const {
    receiver->get()->eq_impl(caf::make_message_id(), receiver, nullptr,
                             caf::timeout_msg{late.type, late.id});
  }
  void operator()(timer_queue::delayed_message& delayed) const {
    receiver->enqueue(std::move(delayed.content), nullptr);
  }
};

}  // namespace

bool timer_queue::add(time_point due, timer added) {
  const auto actor = added.receiver->id();
  const std::lock_guard lock{mutex_};
  const auto place = by_time_.emplace(due, std::move(added));
  of_actor_.emplace(actor, place);
  return place == by_time_.begin();
}

timer_queue::timer timer_queue::take(time_order::iterator one) {
  auto [each, end] = of_actor_.equal_range(one->second.receiver->id());
  while (each->second != one) {
    ++each;
  }
  of_actor_.erase(each);
  auto taken = std::move(one->second);
  by_time_.erase(one);
  return taken;
}

std::vector<timer_queue::timer> timer_queue::take_due(time_point now) {
  std::vector<timer> due;
  const std::lock_guard lock{mutex_};
  while (!by_time_.empty() && by_time_.begin()->first <= now) {
    due.push_back(take(by_time_.begin()));
  }
  return due;
}

std::vector<std::pair<timer_queue::time_point, timer_queue::timer>> timer_queue::take_all() {
  std::vector<std::pair<time_point, timer>> all;
  const std::lock_guard lock{mutex_};
  of_actor_.clear();
  for (auto& [due, one] : std::exchange(by_time_, {})) {
    all.emplace_back(due, std::move(one));
  }
  return all;
}

std::optional<timer_queue::time_point> timer_queue::first_due() const {
  const std::lock_guard lock{mutex_};
  return by_time_.empty() ? std::nullopt : std::optional{by_time_.begin()->first};
}

void timer_queue::deliver(timer& due) {
  std::visit(delivery{due.receiver}, due.message);
}

}  // namespace aurawell::actors
