#include "actors/session/session_registry.hpp"

#include <caf/all.hpp>

namespace aurawell::actors {

void session_registry::set_limit(std::size_t most) {
  const std::lock_guard lock{mutex_};
  most_ = most;
}

void session_registry::add(const session_id& id, const user_id& user,
                           const session_actor& session) {
  const std::lock_guard lock{mutex_};
  const auto [added, is_new] = sessions_.try_emplace(id, entry{user, session, std::nullopt});
  keep(added->second);
  if (is_new) {
    make_room();
  }
}

void session_registry::make_room() {
  if (sessions_.size() - stopping_ <= most_ || idle_.empty()) {
    return;
  }
  auto& oldest = sessions_.at(idle_.front());
  keep(oldest);
  oldest.is_stopping = true;
  ++stopping_;
  caf::anon_send(oldest.session, stop_atom::value);
}

void session_registry::remove(const session_id& id) {
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(id);
  if (found != sessions_.end()) {
    keep(found->second);
    sessions_.erase(found);
  }
}

void session_registry::keep(entry& known) {
  if (const auto place = std::exchange(known.idle, std::nullopt)) {
    idle_.erase(*place);
  }
  stopping_ -= std::exchange(known.is_stopping, false) ? 1 : 0;
}

void session_registry::note_idle(const session_id& id, bool idle) {
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) {
    return;
  }
  if (!idle) {
    keep(found->second);
  } else if (!found->second.is_stopping && !found->second.idle) {
    found->second.idle = idle_.insert(idle_.end(), id);
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
  const auto [found, is_new] =
      answering_.try_emplace({user, request}, claimed_request{session, {}});
  return is_new ? std::nullopt : std::optional{found->second.session};
}

void session_registry::note_member(const user_id& user, const request_id& request,
                                   const member_id& about) {
  const std::lock_guard lock{mutex_};
  answering_.at({user, request}).about = about;
}

void session_registry::end_answers(const user_id& user, const member_id& about) {
  const std::lock_guard lock{mutex_};
  for (const auto& [key, claimed] : answering_) {
    if (key.first == user && claimed.about == about) {
      caf::anon_send(claimed.session, cancel_atom::value, key.second);
    }
  }
}

std::size_t session_registry::unfinished() const {
  const std::lock_guard lock{mutex_};
  return answering_.size();
}

void session_registry::release(const user_id& user, const request_id& request) {
  const std::lock_guard lock{mutex_};
  answering_.erase({user, request});
}

}  // namespace aurawell::actors
