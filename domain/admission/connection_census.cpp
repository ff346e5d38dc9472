#include "domain/admission/connection_census.hpp"

#include <cassert>

namespace aurawell {

void connection_census::joined(const user_id& user) {
  const std::lock_guard lock{mutex_};
  ++connections_by_user_[user];
  ++connections_;
}

void connection_census::left(const user_id& user) {
  const std::lock_guard lock{mutex_};
  const auto entry = connections_by_user_.find(user);
  assert(entry != connections_by_user_.end());
  if (--entry->second == 0) {
    connections_by_user_.erase(entry);
  }
  --connections_;
}

connection_census::counts connection_census::now() const {
  const std::lock_guard lock{mutex_};
  return {connections_, static_cast<std::uint32_t>(connections_by_user_.size())};
}

}  // namespace aurawell
