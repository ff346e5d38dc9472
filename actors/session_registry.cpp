#include "actors/session_registry.hpp"

#include <caf/all.hpp>

namespace aurawell::actors {

void session_registry::set_limit(std::size_t most) {
  const std::lock_guard lock{mutex_};
  most_ = most;
}

void session_registry::add(const session_id& id, const user_id& user,
                           const session_actor& session) {
  const std::lock_guard lock{mutex_};
  sessions_.try_emplace(id, entry{user, session, std::nullopt});
  if (sessions_.size() > most_ && !waiting_.empty()) {
    auto& oldest = sessions_.at(waiting_.front());
    stop_waiting(oldest);
    caf::anon_send(oldest.session, stop_atom::value);
  }
}

void session_registry::remove(const session_id& id) {
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(id);
  if (found != sessions_.end()) {
    stop_waiting(found->second);
    sessions_.erase(found);
  }
}

void session_registry::stop_waiting(entry& of) {
  if (const auto place = std::exchange(of.waiting, std::nullopt)) {
    waiting_.erase(*place);
  }
}

void session_registry::note_connected(const session_id& id, bool connected) {
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) {
    return;
  }
  stop_waiting(found->second);
  if (!connected) {
    found->second.waiting = waiting_.insert(waiting_.end(), id);
  }
}

void session_registry::stop_all() {
  const std::lock_guard lock{mutex_};
  for (const auto& [id, known] : sessions_) {
    caf::anon_send(known.session, stop_atom::value);
  }
}

std::optional<session_actor> session_registry::claim(const user_id& user, const request_id& request,
                                                     const session_actor& session) {
  const std::lock_guard lock{mutex_};
  const auto [found, is_new] = answering_.try_emplace({user, request}, session);
  return is_new ? std::nullopt : std::optional{found->second};
}

void session_registry::release(const user_id& user, const request_id& request) {
  const std::lock_guard lock{mutex_};
  answering_.erase({user, request});
}

}  // namespace aurawell::actors
