#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "domain/ports/event_loop.hpp"

namespace aurawell::test_support {

/// An event loop without sockets, on a thread of its own. Posted work that has not run when it is
/// destroyed is dropped, like that of a real loop.
class loop_thread final : public event_loop {
 public:
  loop_thread() : thread_{[this] { run(); }} {}
  ~loop_thread() override { stop(); }

  void post(work& todo) override {
    {
      const std::lock_guard lock{mutex_};
      posted_.push_back(&todo);
    }
    changed_.notify_one();
  }

  void run_at(time_point due, work& todo) override {
    {
      const std::lock_guard lock{mutex_};
      due_ = due;
      timed_ = &todo;
    }
    changed_.notify_one();
  }

  std::thread::id id() const noexcept { return thread_.get_id(); }

  void stop() {
    {
      const std::lock_guard lock{mutex_};
      stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

 private:
  bool is_due() const { return timed_ != nullptr && due_ <= std::chrono::steady_clock::now(); }

  work* next() {
    std::unique_lock lock{mutex_};
    const auto is_news = [this] { return stopping_ || !posted_.empty() || is_due(); };
    while (!is_news()) {
      if (timed_ != nullptr && due_ != time_point::max()) {
        changed_.wait_until(lock, due_);
      } else {
        changed_.wait(lock);
      }
    }
    if (stopping_) {
      return nullptr;
    }
    if (is_due()) {
      return std::exchange(timed_, nullptr);
    }
    auto* first = posted_.front();
    posted_.pop_front();
    return first;
  }

  void run() {
    while (auto* todo = next()) {
      todo->run();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<work*> posted_;
  time_point due_{};
  work* timed_ = nullptr;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace aurawell::test_support
