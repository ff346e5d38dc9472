#include "actors/session/answer_followers.hpp"

#include <caf/all.hpp>
#include <string>

namespace aurawell::actors {

void answer_followers::add(const session_actor& session, ticket number, std::string_view so_far,
                           const std::optional<answer_safety>& found) {
  followers_.push_back({session, number});
  desk_.watched.watch(desk_.self, session);
  if (found) {
    desk_.self->send(session, screen_atom::value, number, *found);
  }
  // Also without a text: the follower may have one of somebody who began before.
  desk_.self->send(session, snapshot_atom::value, number, std::string{so_far});
}

void answer_followers::remove(const session_actor& session, ticket number) {
  const auto removed = std::erase_if(followers_, [&](const follower& one) {
    return one.session == session && one.number == number;
  });
  if (removed > 0) {
    desk_.watched.unwatch(desk_.self, session.address());
  }
}

void answer_followers::on_down(const caf::actor_addr& who) {
  std::erase_if(followers_, [&](const follower& one) { return one.session.address() == who; });
}

void answer_followers::tell(answer_safety found) const {
  for (const auto& [session, number] : followers_) {
    desk_.self->send(session, screen_atom::value, number, found);
  }
}

void answer_followers::tell(const completion_batch& batch) const {
  for (const auto& [session, number] : followers_) {
    desk_.self->send(session, tokens_atom::value, number, batch);
  }
}

void answer_followers::tell(const answer_seam& seam) const {
  for (const auto& [session, number] : followers_) {
    desk_.self->send(session, seam_atom::value, number, seam);
  }
}

void answer_followers::conclude(const status_update& end) {
  for (const auto& [session, number] : followers_) {
    desk_.self->send(session, concluded_atom::value, number, end);
    desk_.watched.unwatch(desk_.self, session.address());
  }
  followers_.clear();
}

}  // namespace aurawell::actors
