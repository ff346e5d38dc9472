#include "net/server/connection_quota.hpp"

#include <cassert>

namespace aurawell::net {

bool connection_quota::ticket::count_for(const std::string& address) {
  if (address.empty() || address_ != nullptr || is_refused()) {
    return true;
  }
  const std::lock_guard lock{quota_->mutex_};
  address_ = quota_->count_address(address);
  return address_ != nullptr;
}

bool connection_quota::ticket::admit_for(const std::string& address) {
  if (count_for(address)) {
    return true;
  }
  const std::lock_guard lock{quota_->mutex_};
  if (!quota_->turn_away()) {
    return false;
  }
  refusal_ = refusal::address;
  return true;
}

void connection_quota::ticket::release() noexcept {
  if (auto* quota = std::exchange(quota_, nullptr)) {
    quota->release(*this);
  }
}

void connection_quota::set_limits(limits most) {
  const std::lock_guard lock{mutex_};
  limits_ = most;
}

std::uint32_t connection_quota::open() {
  const std::lock_guard lock{mutex_};
  return open_;
}

std::optional<connection_quota::ticket> connection_quota::enter(const std::string& address) {
  const std::lock_guard lock{mutex_};
  auto why = refusal::all;
  if (open_ < limits_.all) {
    const auto* key = address.empty() ? nullptr : count_address(address);
    if (key != nullptr || address.empty()) {
      ++open_;
      report(socket_outcome::admitted);
      return ticket{*this, key, refusal::none};
    }
    why = refusal::address;
  }
  if (refused_ < max_refusals) {
    ++refused_;
    report(why == refusal::address ? socket_outcome::crowded : socket_outcome::full);
    return ticket{*this, nullptr, why};
  }
  report(socket_outcome::dropped);
  return std::nullopt;
}

bool connection_quota::turn_away() {
  if (refused_ >= max_refusals) {
    report(socket_outcome::dropped);
    return false;
  }
  --open_;
  ++refused_;
  report(socket_outcome::crowded);
  if (measured_ != nullptr) {
    measured_->socket_closed();
  }
  return true;
}

void connection_quota::report(socket_outcome outcome) const {
  if (measured_ != nullptr) {
    measured_->socket_accepted(outcome);
  }
}

bool connection_quota::wait_until_empty(std::chrono::milliseconds patience) {
  std::unique_lock lock{mutex_};
  return emptied_.wait_for(lock, patience, [this] { return open_ + refused_ == 0; });
}

const std::string* connection_quota::count_address(const std::string& address) {
  const auto found = addresses_.try_emplace(address, 0U).first;
  if (limits_.per_address > 0 && found->second >= limits_.per_address) {
    return nullptr;
  }
  ++found->second;
  return &found->first;
}

void connection_quota::release(const ticket& gone) noexcept {
  const std::lock_guard lock{mutex_};
  if (gone.address_ != nullptr) {
    const auto found = addresses_.find(*gone.address_);
    assert(found != addresses_.end() && found->second > 0);
    if (--found->second == 0) {
      addresses_.erase(found);
    }
  }
  if (measured_ != nullptr && !gone.is_refused()) {
    measured_->socket_closed();
  }
  auto& count = gone.is_refused() ? refused_ : open_;
  assert(count > 0);
  --count;
  if (open_ + refused_ == 0) {
    emptied_.notify_all();
  }
}

}  // namespace aurawell::net
