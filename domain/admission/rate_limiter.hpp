#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace aurawell {

/// Limits how often each of many keys (a user, an address) may do something: one token bucket per
/// key holds the allowance of one minute, or of another period. Thread-safe. Has no clock.
class rate_limiter {
 public:
  using clock = std::chrono::steady_clock;

  /// @param per_period 0: no limit at all.
  /// @param max_keys Keys remembered at the same time, approximately. Full buckets are removed
  /// first; if none is full, a new key is not limited.
  rate_limiter(std::uint32_t per_period, std::size_t max_keys,
               clock::duration period = std::chrono::minutes{1});

  /// Applies from now on. A key that has used a share of the former limit has used the same share
  /// of this.
  void set_limit(std::uint32_t per_period) noexcept;

  /// Nothing: allowed and counted. Else the time until the next is allowed.
  std::optional<std::chrono::milliseconds> take(std::string_view key, clock::time_point now);

 private:
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  /// When each key's bucket will be full again; its content is computed from that.
  using bucket_map = std::unordered_map<std::string, clock::time_point, text_hash, std::equal_to<>>;

  /// A part of the keys with its own lock.
  struct shard {
    std::mutex mutex;
    bucket_map full_at;
    /// Earliest time of the next search for full buckets.
    clock::time_point next_sweep{};
  };

  static constexpr std::size_t shard_count = 16;

  static void sweep(shard& part, clock::time_point now);

  std::atomic<std::uint32_t> per_period_;
  const clock::duration period_;
  const std::size_t max_keys_per_shard_;
  std::array<shard, shard_count> shards_;
};

}  // namespace aurawell
