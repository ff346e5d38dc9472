#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "actors/session/session_actor.hpp"

namespace aurawell::actors {

/// What the next session gets. A session keeps what it got. Thread-safe.
class current_environment {
 public:
  explicit current_environment(std::shared_ptr<const session_environment> first)
      : environment_{std::move(first)} {}

  std::shared_ptr<const session_environment> get() const {
    const std::lock_guard lock{mutex_};
    return environment_;
  }
  void set(std::shared_ptr<const session_environment> next) {
    const std::lock_guard lock{mutex_};
    environment_ = std::move(next);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const session_environment> environment_;
};

}  // namespace aurawell::actors
