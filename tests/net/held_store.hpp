#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "tests/net/fake_store_access.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::net {

/// Runs tasks when the test calls it, on the test's thread.
class held_store final : public store_access {
 public:
  explicit held_store(std::shared_ptr<advice_store> store) : behind_{std::move(store)} {}

  void read(const store_asker& asker, work task, report then) override {
    hold(asker, [this, asker, task = std::move(task), then = std::move(then)] {
      behind_.read(asker, task, then);
    });
  }

  /// Waits until this many tasks are waiting; returns false when the time is over.
  bool holds(std::size_t count) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, test_support::test_patience,
                             [&] { return held_.size() >= count; });
  }

  bool is_waiting() {
    const std::lock_guard lock{mutex_};
    return !held_.empty();
  }

  /// Number of all tasks so far.
  std::vector<store_asker> askers() {
    const std::lock_guard lock{mutex_};
    return askers_;
  }

  void let_go() {
    std::vector<std::function<void()>> all;
    {
      const std::lock_guard lock{mutex_};
      all.swap(held_);
    }
    for (const auto& one : all) {
      one();
    }
  }

 private:
  void do_write(const store_asker& asker, work task, report then) override {
    hold(asker, [this, asker, task = std::move(task), then = std::move(then)] {
      behind_.write(asker, task, then);
    });
  }

  void hold(const store_asker& asker, std::function<void()> one) {
    {
      const std::lock_guard lock{mutex_};
      askers_.push_back(asker);
      held_.push_back(std::move(one));
    }
    changed_.notify_all();
  }

  immediate_store behind_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::function<void()>> held_;
  std::vector<store_asker> askers_;
};

}  // namespace aurawell::net
