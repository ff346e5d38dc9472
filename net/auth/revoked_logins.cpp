#include "net/auth/revoked_logins.hpp"

#include <algorithm>
#include <mutex>

namespace aurawell::net {

void revoked_logins::add(const revoked_login& login, wall_time now) {
  const std::lock_guard lock{mutex_};
  auto& until = until_[key_of(login.user, login.login)];
  until = std::max(until, login.until);
  if (until_.size() >= next_cleaning_) {
    std::erase_if(until_, [&](const auto& entry) { return entry.second <= now; });
    next_cleaning_ = std::max(next_cleaning_, 2 * until_.size());
  }
}

bool revoked_logins::contains(const user_id& user, std::string_view login) const {
  const std::shared_lock lock{mutex_};
  return !until_.empty() &&
         (until_.contains(key_of(user, login)) || until_.contains(key_of(user, every_login)));
}

std::size_t revoked_logins::size() const {
  const std::shared_lock lock{mutex_};
  return until_.size();
}

std::string revoked_logins::key_of(const user_id& user, std::string_view login) {
  // No id of a user holds the separator.
  return user.value + '\n' + std::string{login};
}

}  // namespace aurawell::net
