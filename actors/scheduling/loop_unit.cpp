#include "actors/scheduling/loop_unit.hpp"

#include <caf/all.hpp>
#include <future>
#include <utility>

namespace aurawell::actors {
namespace {

/// After that many actors the sockets are served before the next.
constexpr std::size_t most_actors_per_turn = 64;

thread_local loop_unit* unit_of_thread = nullptr;

/// Runs a function on a loop and waits for it.
template <class Function>
class errand final : public event_loop::work {
 public:
  explicit errand(Function todo) : todo_{std::move(todo)} {}

  void run() override {
    // The waiting thread may destroy this as soon as it is notified.
    const auto done = done_;
    todo_();
    done->set_value();
  }

  void wait() { done_->get_future().wait(); }

 private:
  Function todo_;
  std::shared_ptr<std::promise<void>> done_ = std::make_shared<std::promise<void>>();
};

}  // namespace

loop_unit::loop_unit(caf::actor_system& system, std::shared_ptr<event_loop> loop,
                     std::uint32_t index, owner& scheduler, std::size_t max_messages)
    : caf::execution_unit{&system},
      loop_{std::move(loop)},
      index_{index},
      scheduler_{scheduler},
      max_messages_{max_messages} {}

loop_unit* loop_unit::current() noexcept {
  return unit_of_thread;
}

void loop_unit::join_loop() {
  errand join{[this] { unit_of_thread = this; }};
  loop_->post(join);
  join.wait();
}

ready_actors loop_unit::leave_loop() {
  ready_actors left;
  errand leave{[&] {
    unit_of_thread = nullptr;
    // A call to the timer's work that comes no more.
    loop_->run_at(event_loop::time_point::max(), alarm_);
    left.assign(running_.begin() + static_cast<std::ptrdiff_t>(next_), running_.end());
    left.insert(left.end(), ready_.begin(), ready_.end());
    running_.clear();
    ready_.clear();
    next_ = 0;
    const std::lock_guard lock{mutex_};
    has_left_ = true;
    left.insert(left.end(), mail_.begin(), mail_.end());
    mail_.clear();
  }};
  loop_->post(leave);
  leave.wait();
  // A turn may be due behind it.
  errand end{[] {}};
  loop_->post(end);
  end.wait();
  return left;
}

void loop_unit::exec_later(caf::resumable* ready) {
  if (!scheduler_.take_over(ready, *this)) {
    run_soon(ready);
  }
}

void loop_unit::run_soon(caf::resumable* ready) {
  ready_.push_back(ready);
  if (!std::exchange(turn_is_due_, true)) {
    loop_->post(turn_);
  }
}

bool loop_unit::send(caf::resumable* ready) {
  bool is_first = false;
  {
    const std::lock_guard lock{mutex_};
    if (has_left_) {
      return false;
    }
    is_first = mail_.empty();
    mail_.push_back(ready);
  }
  if (is_first) {
    loop_->post(delivery_);
  }
  return true;
}

void loop_unit::take_mail() {
  ready_actors taken;
  {
    const std::lock_guard lock{mutex_};
    taken.swap(mail_);
  }
  for (auto* ready : taken) {
    run_soon(ready);
  }
}

void loop_unit::run_turn() {
  for (std::size_t i = 0; i < most_actors_per_turn; ++i) {
    if (next_ == running_.size()) {
      running_.clear();
      next_ = 0;
      running_.swap(ready_);
    }
    if (running_.empty()) {
      turn_is_due_ = false;
      return;
    }
    run(running_[next_++]);
  }
  loop_->post(turn_);
}

void loop_unit::run(caf::resumable* ready) {
  switch (ready->resume(this, max_messages_)) {
    case caf::resumable::resume_later: ready_.push_back(ready); break;
    case caf::resumable::done:
    case caf::resumable::awaiting_message:
    case caf::resumable::shutdown_execution_unit: intrusive_ptr_release(ready); break;
  }
}

void loop_unit::watch_timers() {
  if (const auto first = timers_.first_due()) {
    loop_->run_at(*first, alarm_);
  }
}

void loop_unit::send_due() {
  for (auto& due : timers_.take_due(std::chrono::steady_clock::now())) {
    timer_queue::deliver(due);
  }
  watch_timers();
}

}  // namespace aurawell::actors
