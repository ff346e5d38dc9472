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

/// Makes who fails wait, the longer the more often, for each of many keys. A try counts as a
/// failure from its beginning, so that many at once do not go free. Thread-safe. No clock of
/// its own.
class failure_backoff {
 public:
  using clock = std::chrono::steady_clock;

  struct rule {
    /// Failures without a wait; 0: no limit at all.
    std::uint32_t free = 10;
    /// The wait after the last of those; each further failure doubles it.
    std::chrono::milliseconds first_wait{5'000};
    std::chrono::milliseconds longest_wait{900'000};
  };

  /// @param max_keys Keys remembered at the same time, at least 1; for a further one that is
  /// forgotten which would be forgotten next anyway, so that keys that wait stay longest.
  explicit failure_backoff(std::size_t max_keys) : max_keys_{max_keys} {}

  /// Nothing: go ahead, it has been counted. Else the time to wait. Failures are forgotten when
  /// nothing more has failed for `longest_wait` after a wait.
  std::optional<std::chrono::milliseconds> begin(std::string_view key, const rule& by,
                                                 clock::time_point now);

  /// It was none: nothing is held against the key any more.
  void succeeded(std::string_view key);

  /// Nobody has looked whether it was one.
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
  /// When each is forgotten, with its key in `records_`.
  std::set<std::pair<clock::time_point, std::string_view>> ends_;
};

}  // namespace aurawell
