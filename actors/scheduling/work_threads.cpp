#include "actors/scheduling/work_threads.hpp"

#include <pthread.h>

#include <caf/all.hpp>
#include <string>

namespace aurawell::actors {
namespace {

class work_unit final : public caf::execution_unit {
 public:
  using caf::execution_unit::execution_unit;

  void exec_later(caf::resumable* ready) override { system().scheduler().enqueue(ready); }
};

}  // namespace

void work_threads::start(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    auto& thread = threads_.emplace_back([this] {
      CAF_SET_LOGGER_SYS(&system_);
      system_.thread_started();
      run_all();
      system_.thread_terminates();
    });
    pthread_setname_np(thread.native_handle(), ("work-" + std::to_string(i)).c_str());
  }
}

bool work_threads::run_soon(caf::resumable* ready) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) {
      return false;
    }
    ready_.push_back(ready);
  }
  changed_.notify_one();
  return true;
}

caf::resumable* work_threads::next() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return !ready_.empty() || stopping_; });
  if (ready_.empty()) {
    return nullptr;
  }
  auto* first = ready_.front();
  ready_.pop_front();
  return first;
}

void work_threads::run_all() {
  work_unit unit{&system_};
  while (auto* ready = next()) {
    if (ready->resume(&unit, max_messages_) != caf::resumable::resume_later) {
      intrusive_ptr_release(ready);
    } else if (!run_soon(ready)) {
      caf::scheduler::abstract_coordinator::cleanup_and_release(ready);
    }
  }
}

void work_threads::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

}  // namespace aurawell::actors
