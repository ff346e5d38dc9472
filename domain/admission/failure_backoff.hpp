#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace aurawell {

/// For each of many keys: requires a wait after failures, which grows with their number. A try
/// counts as a failure from its beginning, so that concurrent tries are counted too. Thread-safe.
/// Has no clock.
class failure_backoff {
 public:
  using clock = std::chrono::steady_clock;

  struct rule {
    /// Failures before a wait is required; 0: no limit at all.
    std::uint32_t free = 10;
    /// The first wait; each further failure doubles it.
    std::chrono::milliseconds first_wait{5'000};
    std::chrono::milliseconds longest_wait{900'000};
  };

  /// @param max_keys Keys remembered at the same time, at least 1. A further key replaces the one
  /// that would expire first, so keys with a long wait stay longest.
  explicit failure_backoff(std::size_t max_keys) : max_keys_{max_keys} {}

  /// Nothing: the try may go on and was counted. Else the time to wait. Failures expire when no
  /// other has followed for `longest_wait` after a wait.
  std::optional<std::chrono::milliseconds> begin(std::string_view key, const rule& by,
                                                 clock::time_point now);

  /// The try succeeded: the key's failures are removed.
  void succeeded(std::string_view key);

  /// The try was not judged: it is not counted.
  void withdraw(std::string_view key);

 private:
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  struct record {
    std::uint32_t failures = 0;
    clock::time_point blocked_until{};
    clock::time_point forgotten_at{};
  };

  using record_map = std::unordered_map<std::string, record, text_hash, std::equal_to<>>;

  record_map::iterator find_or_add(std::string_view key);
  void forget_at(record_map::iterator known, clock::time_point when);
  void forget(record_map::iterator known);

  const std::size_t max_keys_;
  std::mutex mutex_;
  record_map records_;
  /// Expiry of each record, with its key in `records_`.
  std::set<std::pair<clock::time_point, std::string_view>> ends_;
};

}  // namespace aurawell
