#include "net/metrics/chunk_gaps.hpp"

#include <utility>

namespace aurawell::net {
namespace {

constexpr std::string_view others = "other";

}  // namespace

chunk_gaps::chunk_gaps(maker make) : make_{std::move(make)} {}

void chunk_gaps::observe(std::string_view provider, std::chrono::nanoseconds gap) {
  auto* known = find(provider);
  (known != nullptr ? *known : add(provider)).gaps.observe(gap);
}

chunk_gaps::entry* chunk_gaps::find(std::string_view provider) const noexcept {
  const auto count = count_.load(std::memory_order_acquire);
  for (std::size_t i = 0; i < count; ++i) {
    if (entries_[i]->provider == provider) {
      return entries_[i].get();
    }
  }
  return nullptr;
}

chunk_gaps::entry& chunk_gaps::add(std::string_view provider) {
  const std::lock_guard lock{adding_};
  const auto count = count_.load(std::memory_order_relaxed);
  if (count >= most_providers) {
    provider = others;
  }
  if (auto* known = find(provider)) {
    return *known;
  }
  entries_[count] = std::make_unique<entry>(provider, make_(provider));
  count_.store(count + 1, std::memory_order_release);
  return *entries_[count];
}

void chunk_gaps::drain() {
  const auto count = count_.load(std::memory_order_acquire);
  for (std::size_t i = 0; i < count; ++i) {
    entries_[i]->gaps.drain_into(entries_[i]->published);
  }
}

}  // namespace aurawell::net
