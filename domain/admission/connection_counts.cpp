#include "domain/admission/connection_counts.hpp"

#include <cassert>

namespace aurawell {

void connection_counts::joined(const user_id& user) {
  const std::lock_guard lock{mutex_};
  ++connections_by_user_[user];
  ++connections_;
}

void connection_counts::left(const user_id& user) {
  const std::lock_guard lock{mutex_};
  const auto entry = connections_by_user_.find(user);
  assert(entry != connections_by_user_.end());
  if (--entry->second == 0) {
    connections_by_user_.erase(entry);
  }
  --connections_;
}

connection_counts::counts connection_counts::now() const {
  const std::lock_guard lock{mutex_};
  return {connections_, static_cast<std::uint32_t>(connections_by_user_.size())};
}

}  // namespace aurawell
