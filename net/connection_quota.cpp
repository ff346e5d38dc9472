#include "net/connection_quota.hpp"

#include <cassert>

namespace aurawell::net {

void connection_quota::ticket::release() noexcept {
  if (auto* quota = std::exchange(quota_, nullptr)) {
    quota->leave(refused_);
  }
}

void connection_quota::set_limit(std::uint32_t limit) {
  const std::lock_guard lock{mutex_};
  limit_ = limit;
}

std::uint32_t connection_quota::open() {
  const std::lock_guard lock{mutex_};
  return open_;
}

std::optional<connection_quota::ticket> connection_quota::enter() {
  const std::lock_guard lock{mutex_};
  if (open_ < limit_) {
    ++open_;
    return ticket{*this, false};
  }
  if (refused_ < max_refusals) {
    ++refused_;
    return ticket{*this, true};
  }
  return std::nullopt;
}

bool connection_quota::wait_until_empty(std::chrono::milliseconds patience) {
  std::unique_lock lock{mutex_};
  return emptied_.wait_for(lock, patience, [this] { return open_ + refused_ == 0; });
}

void connection_quota::leave(bool refused) noexcept {
  const std::lock_guard lock{mutex_};
  auto& count = refused ? refused_ : open_;
  assert(count > 0);
  --count;
  if (open_ + refused_ == 0) {
    emptied_.notify_all();
  }
}

}  // namespace aurawell::net
