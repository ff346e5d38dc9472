#pragma once

#include <chrono>

#include "domain/ports/telemetry.hpp"

namespace aurawell::actors {

/// Reports, at the end of its scope, how long a call of the store took. One thread.
class timed_call {
 public:
  timed_call(telemetry& measured, store_call call) noexcept : measured_{measured}, call_{call} {}
  timed_call(const timed_call&) = delete;
  timed_call& operator=(const timed_call&) = delete;
  ~timed_call() { measured_.store_called(call_, std::chrono::steady_clock::now() - begun_); }

 private:
  telemetry& measured_;
  store_call call_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace aurawell::actors
