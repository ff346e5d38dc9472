#pragma once

#include <caf/typed_event_based_actor.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "actors/session/session_context.hpp"

namespace aurawell::actors {

/// The user's other sessions that follow one answer. They receive everything that the answer's own
/// session publishes of it, in the same order, each under its own ticket. Each of them is watched
/// until it is removed, it has terminated, or the request has finished. Session's thread only.
class answer_followers {
 public:
  explicit answer_followers(session_context& context) noexcept : context_{context} {}

  bool empty() const noexcept { return followers_.empty(); }

  /// @param text The answer's text so far.
  /// @param safety The result of the screen, if there is one already.
  void add(const session_actor& session, ticket number, std::string_view text,
           const std::optional<answer_safety>& safety);
  /// Does nothing when the session does not follow under this ticket.
  void remove(const session_actor& session, ticket number);
  void on_down(const caf::actor_addr& session);

  template <class Message, class Content>
  void tell(Message message, const Content& content) const {
    for (const auto& [session, number] : followers_) {
      context_.self->send(session, message, number, content);
    }
  }

  /// Sends the terminal status, then removes all followers.
  void finish(const status_update& end);

 private:
  struct follower {
    session_actor session;
    ticket number = 0;
  };

  session_context& context_;
  std::vector<follower> followers_;
};

}  // namespace aurawell::actors
