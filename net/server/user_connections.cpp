#include "net/server/user_connections.hpp"

#include <algorithm>
#include <utility>

namespace aurawell::net {

void user_connections::set_limit(std::uint32_t limit_per_user) {
  const std::lock_guard lock{mutex_};
  limit_ = limit_per_user;
}

void user_connections::joined(const user_id& user, const session_id& session,
                              std::shared_ptr<client_channel> channel, std::string login) {
  // More than one only after the limit has become smaller.
  std::vector<std::shared_ptr<client_channel>> surplus;
  {
    const std::lock_guard lock{mutex_};
    auto& own = open_[user];
    std::erase_if(own, [&](const entry& e) { return e.counts && e.session == session; });
    const auto counts = [](const entry& e) { return e.counts; };
    auto open = std::count_if(own.begin(), own.end(), counts);
    for (; open >= std::int64_t{limit_} && open > 0; --open) {
      const auto oldest = std::find_if(own.begin(), own.end(), counts);
      surplus.push_back(std::move(oldest->channel));
      own.erase(oldest);
    }
    own.push_back({session, std::move(channel), std::move(login)});
  }
  for (const auto& one : surplus) {
    one->close(close_code::replaced, "too many connections of this user");
  }
}

void user_connections::answers(const user_id& user, std::shared_ptr<client_channel> channel,
                               std::string login) {
  const std::lock_guard lock{mutex_};
  open_[user].push_back({{}, std::move(channel), std::move(login), false});
}

void user_connections::renewed(const user_id& user, const client_channel& channel,
                               std::string login) {
  const std::lock_guard lock{mutex_};
  const auto found = open_.find(user);
  if (found == open_.end()) {
    return;
  }
  for (auto& one : found->second) {
    if (one.channel.get() == &channel) {
      one.login = std::move(login);
      return;
    }
  }
}

void user_connections::left(const user_id& user, const client_channel& channel) noexcept {
  const std::lock_guard lock{mutex_};
  const auto found = open_.find(user);
  if (found == open_.end()) {
    return;
  }
  std::erase_if(found->second, [&](const entry& e) { return e.channel.get() == &channel; });
  if (found->second.empty()) {
    open_.erase(found);
  }
}

void user_connections::close_login(const user_id& user, std::string_view login) {
  close_those(user, "signed out", [&](const entry& one) { return one.login == login; });
}

void user_connections::close_user(const user_id& user) {
  close_those(user, "the account is gone", [](const entry&) { return true; });
}

void user_connections::close_others(const user_id& user, std::string_view spared) {
  close_those(user, "signed out",
              [&](const entry& one) { return !one.login.empty() && one.login != spared; });
}

void user_connections::close_those(const user_id& user, const std::string& reason,
                                   const std::function<bool(const entry&)>& is_meant) {
  std::vector<std::shared_ptr<client_channel>> meant;
  {
    const std::lock_guard lock{mutex_};
    const auto found = open_.find(user);
    if (found == open_.end()) {
      return;
    }
    for (const auto& one : found->second) {
      if (is_meant(one)) {
        meant.push_back(one.channel);
      }
    }
  }
  for (const auto& one : meant) {
    one->close(close_code::unauthenticated, reason);
  }
}

}  // namespace aurawell::net
