#include "net/user_connections.hpp"

#include <utility>

namespace aurawell::net {

void user_connections::joined(const user_id& user, const session_id& session,
                              std::shared_ptr<client_channel> channel) {
  std::shared_ptr<client_channel> surplus;
  {
    const std::lock_guard lock{mutex_};
    auto& own = open_[user];
    std::erase_if(own, [&](const entry& e) { return e.session == session; });
    if (own.size() >= limit_) {
      surplus = std::move(own.front().channel);
      own.erase(own.begin());
    }
    own.push_back({session, std::move(channel)});
  }
  if (surplus) {
    surplus->close(close_code::replaced, "too many connections of this user");
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

}  // namespace aurawell::net
