#pragma once

#include <atomic>

namespace aurawell::net {

/// Whether clients should be sent here. Thread-safe.
class readiness {
 public:
  enum class phase : unsigned char { starting, accepting, stopping };

  void enter(phase next) noexcept { now_.store(next, std::memory_order_relaxed); }
  phase now() const noexcept { return now_.load(std::memory_order_relaxed); }

 private:
  std::atomic<phase> now_{phase::starting};
};

}  // namespace aurawell::net
