#include "net/auth/revoked_logins.hpp"

#include <algorithm>
#include <mutex>

namespace aurawell::net {

void revoked_logins::add(const revoked_login& login, wall_time now) {
  const std::lock_guard lock{mutex_};
  if (login.began_before) {
    add_earlier(login);
  } else {
    auto& known = whole_[key_of(login.user, login.login)];
    known.until = std::max(known.until, login.until);
    ++known.times;
  }
  if (whole_.size() + earlier_.size() >= next_cleaning_) {
    clean(now);
  }
}

void revoked_logins::remove(const revoked_login& login) {
  const std::lock_guard lock{mutex_};
  const auto known = whole_.find(key_of(login.user, login.login));
  if (known != whole_.end() && --known->second.times == 0) {
    whole_.erase(known);
  }
}

bool revoked_logins::contains(const user_id& user, std::string_view login,
                              std::optional<wall_time> began) const {
  const std::shared_lock lock{mutex_};
  if (!whole_.empty() &&
      (whole_.contains(key_of(user, login)) || whole_.contains(key_of(user, every_login)))) {
    return true;
  }
  const auto known = earlier_.find(user.value);
  return known != earlier_.end() && login != known->second.spared &&
         (!began || *began < known->second.began_before);
}

std::optional<wall_time> revoked_logins::earliest_begin(const user_id& user) const {
  const std::shared_lock lock{mutex_};
  const auto known = earlier_.find(user.value);
  return known == earlier_.end() ? std::nullopt : std::optional{known->second.began_before};
}

std::size_t revoked_logins::size() const {
  const std::shared_lock lock{mutex_};
  return whole_.size() + earlier_.size();
}

std::string revoked_logins::key_of(const user_id& user, std::string_view login) {
  // No user id contains the separator.
  return user.value + '\n' + std::string{login};
}

void revoked_logins::add_earlier(const revoked_login& login) {
  const entry added{login.until, *login.began_before, login.spared};
  const auto [known, is_new] = earlier_.try_emplace(login.user.value, added);
  if (is_new) {
    return;
  }
  auto& kept = known->second;
  kept.until = std::max(kept.until, added.until);
  if (added.began_before >= kept.began_before) {
    kept.began_before = added.began_before;
    kept.spared = added.spared;
  }
}

void revoked_logins::clean(wall_time now) {
  std::erase_if(whole_, [&](const auto& one) { return one.second.until <= now; });
  std::erase_if(earlier_, [&](const auto& one) { return one.second.until <= now; });
  next_cleaning_ = std::max(next_cleaning_, 2 * (whole_.size() + earlier_.size()));
}

}  // namespace aurawell::net
