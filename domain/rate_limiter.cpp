#include "domain/rate_limiter.hpp"

#include <algorithm>

namespace aurawell {
namespace {

/// A sweep looks at every key, so a flood of new ones must not cause one each.
constexpr std::chrono::seconds sweep_pause{1};

constexpr rate_limiter::clock::duration minute = std::chrono::minutes{1};

}  // namespace

rate_limiter::rate_limiter(std::uint32_t per_minute, std::size_t max_keys)
    : interval_{per_minute == 0 ? minute.zero() : minute / per_minute},
      capacity_{interval_ * per_minute},
      max_keys_per_shard_{(max_keys + shards_.size() - 1) / shards_.size()} {}

std::optional<std::chrono::milliseconds> rate_limiter::take(std::string_view key,
                                                            clock::time_point now) {
  if (capacity_ == capacity_.zero()) {
    return std::nullopt;
  }
  auto& part = shards_[text_hash{}(key) % shards_.size()];
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
  const auto full_at = std::max(bucket->second, now) + interval_;
  if (const auto wait = full_at - capacity_ - now; wait > wait.zero()) {
    return std::chrono::ceil<std::chrono::milliseconds>(wait);
  }
  bucket->second = full_at;
  return std::nullopt;
}

void rate_limiter::sweep(shard& part, clock::time_point now) const {
  if (now < part.next_sweep) {
    return;
  }
  std::erase_if(part.full_at, [&](const auto& entry) { return entry.second <= now; });
  part.next_sweep = now + sweep_pause;
}

}  // namespace aurawell
