#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace aurawell {

/// Whether the server accepts questions. Once closed it stays closed. Thread-safe.
class question_gate {
 public:
  /// @param retry_after The hint for whoever asks from now on.
  void close(std::chrono::milliseconds retry_after) noexcept {
    retry_after_ms_.store(retry_after.count(), std::memory_order_release);
  }

  /// The hint when it is closed.
  std::optional<std::chrono::milliseconds> closed() const noexcept {
    const auto hint = retry_after_ms_.load(std::memory_order_acquire);
    return hint == open ? std::nullopt : std::optional{std::chrono::milliseconds{hint}};
  }

 private:
  static constexpr std::int64_t open = -1;

  std::atomic<std::int64_t> retry_after_ms_{open};
};

}  // namespace aurawell
