#include "actors/session/answer_followers.hpp"

#include <caf/all.hpp>
#include <string>

namespace aurawell::actors {

void answer_followers::add(const session_actor& session, ticket number, std::string_view text,
                           const std::optional<answer_safety>& safety) {
  followers_.push_back({session, number});
  context_.watched.watch(context_.self, session);
  if (safety) {
    context_.self->send(session, screen_atom::value, number, *safety);
  }
  // Also without a text: the follower may have one of a lost attempt.
  context_.self->send(session, snapshot_atom::value, number, std::string{text});
}

void answer_followers::remove(const session_actor& session, ticket number) {
  const auto removed = std::erase_if(followers_, [&](const follower& one) {
    return one.session == session && one.number == number;
  });
  if (removed > 0) {
    context_.watched.unwatch(context_.self, session.address());
  }
}

void answer_followers::on_down(const caf::actor_addr& session) {
  std::erase_if(followers_, [&](const follower& one) { return one.session.address() == session; });
}

void answer_followers::finish(const status_update& end) {
  tell(finished_atom::value, end);
  for (const auto& one : followers_) {
    context_.watched.unwatch(context_.self, one.session.address());
  }
  followers_.clear();
}

}  // namespace aurawell::actors
