#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "actors/options/session_options.hpp"
#include "actors/session/session_registry.hpp"
#include "actors/store/store_board.hpp"
#include "domain/admission/connection_counts.hpp"
#include "domain/admission/question_gate.hpp"
#include "domain/admission/rate_limiter.hpp"
#include "domain/ports/span_sink.hpp"
#include "domain/ports/telemetry.hpp"

namespace aurawell::actors {

/// Shared by all sessions. A session keeps the environment that it was started with.
struct session_environment {
  session_options options;
  std::shared_ptr<const connection_counts> census;
  std::shared_ptr<session_registry> registry;
  std::shared_ptr<rate_limiter> by_user;
  std::shared_ptr<rate_limiter> by_address;
  /// Number of sessions that have not closed, with and without a connection.
  std::shared_ptr<std::atomic<std::uint32_t>> alive;
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
  std::shared_ptr<const store_board> database = std::make_shared<store_board>();
  std::shared_ptr<const question_gate> gate = std::make_shared<question_gate>();
  std::shared_ptr<span_sink> spans = std::make_shared<span_sink>();
};

/// The environment for sessions that start from now on. Thread-safe.
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
