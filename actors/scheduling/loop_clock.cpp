#include "actors/scheduling/loop_clock.hpp"

#include <pthread.h>

#include <caf/all.hpp>
#include <cassert>
#include <utility>

namespace aurawell::actors {
namespace {

bool is_timeout_of_request(const timer_queue::timer& one) {
  return std::holds_alternative<timer_queue::request_timeout>(one.message);
}

bool is_message(const timer_queue::timer& one) {
  return std::holds_alternative<timer_queue::delayed_message>(one.message);
}

}  // namespace

void loop_clock::start() {
  thread_ = std::thread{[this] { run(); }};
  pthread_setname_np(thread_.native_handle(), "timers");
}

void loop_clock::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void loop_clock::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    has_changed_ = false;
    lock.unlock();
    for (auto& due : elsewhere_.take_due(now())) {
      timer_queue::deliver(due);
    }
    const auto first = elsewhere_.first_due();
    lock.lock();
    const auto is_news = [this] { return stopping_ || has_changed_; };
    if (first) {
      changed_.wait_until(lock, *first, is_news);
    } else {
      changed_.wait(lock, is_news);
    }
  }
}

void loop_clock::wake_thread() {
  {
    const std::lock_guard lock{mutex_};
    has_changed_ = true;
  }
  changed_.notify_one();
}

void loop_clock::add(time_point due, timer_queue::timer added) {
  if (auto* unit = loop_unit::current()) {
    if (unit->timers().add(due, std::move(added))) {
      unit->watch_timers();
    }
  } else if (elsewhere_.add(due, std::move(added))) {
    wake_thread();
  }
}

void loop_clock::take_over() {
  for (const auto& unit : units_) {
    for (auto& [due, one] : unit->timers().take_all()) {
      elsewhere_.add(due, std::move(one));
    }
  }
  wake_thread();
}

template <class Predicate>
void loop_clock::remove(caf::actor_id actor, Predicate is_meant) {
  for (const auto& unit : units_) {
    unit->timers().remove(actor, is_meant);
  }
  elsewhere_.remove(actor, is_meant);
}

void loop_clock::set_ordinary_timeout(time_point due, caf::abstract_actor* self,
                                      caf::atom_value type, std::uint64_t id) {
  cancel_ordinary_timeout(self, type);
  set_multi_timeout(due, self, type, id);
}

void loop_clock::set_multi_timeout(time_point due, caf::abstract_actor* self, caf::atom_value type,
                                   std::uint64_t id) {
  add(due, {caf::strong_actor_ptr{self->ctrl()}, timer_queue::receive_timeout{type, id}});
}

void loop_clock::set_request_timeout(time_point due, caf::abstract_actor* self,
                                     caf::message_id id) {
  add(due, {caf::strong_actor_ptr{self->ctrl()}, timer_queue::request_timeout{id}});
}

void loop_clock::cancel_ordinary_timeout(caf::abstract_actor* self, caf::atom_value type) {
  remove(self->id(), [type](const timer_queue::timer& one) {
    const auto* timeout = std::get_if<timer_queue::receive_timeout>(&one.message);
    return timeout != nullptr && timeout->type == type;
  });
}

void loop_clock::cancel_request_timeout(caf::abstract_actor* self, caf::message_id id) {
  remove(self->id(), [id](const timer_queue::timer& one) {
    return is_timeout_of_request(one) &&
           std::get<timer_queue::request_timeout>(one.message).id == id;
  });
}

void loop_clock::cancel_timeouts(caf::abstract_actor* self) {
  remove(self->id(), [](const timer_queue::timer& one) { return !is_message(one); });
}

void loop_clock::schedule_message(time_point due, caf::strong_actor_ptr receiver,
                                  caf::mailbox_element_ptr content) {
  add(due, {std::move(receiver), timer_queue::delayed_message{std::move(content)}});
}

void loop_clock::schedule_message(time_point, caf::group, caf::strong_actor_ptr, caf::message) {
  assert(false);
}

void loop_clock::cancel_all() {
  for (const auto& unit : units_) {
    unit->timers().take_all();
  }
  elsewhere_.take_all();
}

}  // namespace aurawell::actors
