#include "domain/admission/failure_backoff.hpp"

#include <algorithm>
#include <cassert>

namespace aurawell {
namespace {

std::chrono::milliseconds wait_after(std::uint32_t failures, const failure_backoff::rule& by) {
  auto wait = by.first_wait;
  for (auto i = by.free; i < failures && wait < by.longest_wait; ++i) {
    wait *= 2;
  }
  return std::min(wait, by.longest_wait);
}

}  // namespace

std::optional<std::chrono::milliseconds> failure_backoff::begin(std::string_view key,
                                                                const rule& by,
                                                                clock::time_point now) {
  if (by.free == 0) {
    return std::nullopt;
  }
  const std::lock_guard lock{mutex_};
  const auto known = find_or_add(key);
  auto& counted = known->second;
  if (now < counted.blocked_until) {
    return std::chrono::ceil<std::chrono::milliseconds>(counted.blocked_until - now);
  }
  if (now >= counted.forgotten_at) {
    counted.failures = 0;
  }
  ++counted.failures;
  counted.blocked_until = counted.failures < by.free ? now : now + wait_after(counted.failures, by);
  forget_at(known, counted.blocked_until + by.longest_wait);
  return std::nullopt;
}

void failure_backoff::succeeded(std::string_view key) {
  const std::lock_guard lock{mutex_};
  if (const auto known = records_.find(key); known != records_.end()) {
    forget(known);
  }
}

void failure_backoff::withdraw(std::string_view key) {
  const std::lock_guard lock{mutex_};
  const auto known = records_.find(key);
  if (known == records_.end()) {
    return;
  }
  known->second.blocked_until = {};
  if (--known->second.failures == 0) {
    forget(known);
  }
}

failure_backoff::record_map::iterator failure_backoff::find_or_add(std::string_view key) {
  if (const auto known = records_.find(key); known != records_.end()) {
    return known;
  }
  if (records_.size() >= max_keys_) {
    const auto next = records_.find(ends_.begin()->second);
    assert(next != records_.end());
    forget(next);
  }
  const auto added = records_.try_emplace(std::string{key}).first;
  ends_.emplace(added->second.forgotten_at, added->first);
  return added;
}

void failure_backoff::forget_at(record_map::iterator known, clock::time_point when) {
  ends_.erase({known->second.forgotten_at, known->first});
  known->second.forgotten_at = when;
  ends_.emplace(when, known->first);
}

void failure_backoff::forget(record_map::iterator known) {
  ends_.erase({known->second.forgotten_at, known->first});
  records_.erase(known);
}

}  // namespace aurawell
