#pragma once

#include <caf/typed_event_based_actor.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "actors/session/session_context.hpp"

namespace aurawell::actors {

/// Other sessions of the user that follow one answer: they are told all that its own session
/// publishes of it, in the same order, each under its own ticket. Watches each of them until it
/// is removed, has died, or the request has finished. Session's thread only.
class answer_followers {
 public:
  explicit answer_followers(session_context& context) noexcept : context_{context} {}

  bool empty() const noexcept { return followers_.empty(); }

  /// @param text Of the answer so far.
  /// @param safety What the screen has found, if that is known.
  void add(const session_actor& session, ticket number, std::string_view text,
           const std::optional<answer_safety>& safety);
  /// Nothing when it does not follow.
  void remove(const session_actor& session, ticket number);
  void on_down(const caf::actor_addr& session);

  template <class Message, class Content>
  void tell(Message message, const Content& content) const {
    for (const auto& [session, number] : followers_) {
      context_.self->send(session, message, number, content);
    }
  }

  /// Tells the terminal status, after which nobody follows any more.
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
