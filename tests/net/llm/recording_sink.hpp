#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports/completion_source.hpp"

namespace aurawell::net {

/// Keeps the events of a source, and checks that their order follows the port.
class recording_sink final : public completion_sink {
 public:
  void on_batch(completion_batch batch) override {
    {
      const std::lock_guard lock{mutex_};
      broke_the_port_ = broke_the_port_ || end_;
      text_ += batch.text;
      batches_.push_back(std::move(batch));
      changed_.notify_all();
    }
    if (during_batch) {
      during_batch();
    }
  }

  void on_finish(transfer_result end) override {
    const std::lock_guard lock{mutex_};
    broke_the_port_ = broke_the_port_ || end_;
    end_ = std::move(end);
    changed_.notify_all();
  }

  /// Fails the test when there is no end in time.
  std::optional<completion_failure> wait_for_end() {
    std::unique_lock lock{mutex_};
    if (!wait(lock, [&] { return end_.has_value(); })) {
      return completion_failure{{ec::internal, "the test saw no end"}, -1, {}, false};
    }
    return end_->failure;
  }

  bool wait_for_batches(std::size_t count) {
    std::unique_lock lock{mutex_};
    return wait(lock, [&] { return batches_.size() >= count; });
  }

  bool wait_for_text(const std::string& text) {
    std::unique_lock lock{mutex_};
    return wait(lock, [&] { return text_ == text; });
  }

  std::vector<completion_batch> batches() const {
    const std::lock_guard lock{mutex_};
    return batches_;
  }

  std::string text() const {
    const std::lock_guard lock{mutex_};
    return text_;
  }

  bool has_end() const {
    const std::lock_guard lock{mutex_};
    return end_.has_value();
  }

  bool broke_the_port() const {
    const std::lock_guard lock{mutex_};
    return broke_the_port_;
  }

  /// Called on the source's thread after each batch; set it before the start.
  std::function<void()> during_batch;

 private:
  template <class Condition>
  bool wait(std::unique_lock<std::mutex>& lock, Condition condition) {
    return changed_.wait_for(lock, std::chrono::seconds{20}, condition);
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<completion_batch> batches_;
  std::string text_;
  std::optional<transfer_result> end_;
  bool broke_the_port_ = false;
};

}  // namespace aurawell::net
