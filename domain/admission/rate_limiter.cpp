#include "domain/admission/rate_limiter.hpp"

#include <algorithm>

namespace aurawell {
namespace {

/// Least time between two sweeps: a sweep reads every key, so many new keys must not cause one
/// each.
constexpr std::chrono::seconds sweep_pause{1};

constexpr rate_limiter::clock::duration none{0};

}  // namespace

rate_limiter::rate_limiter(std::uint32_t per_period, std::size_t max_keys, clock::duration period)
    : per_period_{per_period},
      period_{period},
      max_keys_per_shard_{(max_keys + shard_count - 1) / shard_count} {}

void rate_limiter::set_limit(std::uint32_t per_period) noexcept {
  per_period_.store(per_period, std::memory_order_relaxed);
}

std::optional<std::chrono::milliseconds> rate_limiter::take(std::string_view key,
                                                            clock::time_point now) {
  const auto per_period = per_period_.load(std::memory_order_relaxed);
  if (per_period == 0) {
    return std::nullopt;
  }
  const auto interval = period_ / per_period;
  // The time in which an empty bucket fills: the period, whatever the limit is.
  const auto capacity = interval * per_period;
  auto& part = shards_[text_hash{}(key) % shard_count];
  const std::lock_guard lock{part.mutex};
  auto bucket = part.full_at.find(key);
  if (bucket == part.full_at.end()) {
    if (part.full_at.size() >= max_keys_per_shard_) {
      sweep(part, now);
    }
    if (part.full_at.size() >= max_keys_per_shard_) {
      return std::nullopt;
    }
    bucket = part.full_at.emplace(key, now).first;
  }
  const auto full_at = std::max(bucket->second, now) + interval;
  if (const auto wait = full_at - capacity - now; wait > none) {
    return std::chrono::ceil<std::chrono::milliseconds>(wait);
  }
  bucket->second = full_at;
  return std::nullopt;
}

void rate_limiter::sweep(shard& part, clock::time_point now) {
  if (now < part.next_sweep) {
    return;
  }
  std::erase_if(part.full_at, [&](const auto& entry) { return entry.second <= now; });
  part.next_sweep = now + sweep_pause;
}

}  // namespace aurawell
