#pragma once

#include <caf/typed_event_based_actor.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "actors/session/session_environment.hpp"
#include "actors/session/session_feed.hpp"
#include "actors/system/directory.hpp"
#include "actors/system/errors.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/timed_requests.hpp"
#include "actors/system/watched_actors.hpp"
#include "domain/chat/texts.hpp"
#include "domain/chat/told_ends.hpp"
#include "domain/language.hpp"

namespace aurawell::actors {

/// What all parts of one session use: whose session it is, its log, and how statuses are worded
/// and published. Lives as long as the session's state; used on the session's thread only.
class session_context {
 public:
  using scope_ptr = std::shared_ptr<const request_scope>;

  session_context(session_actor::pointer owner, std::shared_ptr<const session_environment> shared,
                  session_id name);
  session_context(const session_context&) = delete;
  session_context& operator=(const session_context&) = delete;
  /// A connection that is still attached is closed: only a session that failed has one.
  ~session_context();

  const session_environment& shared() const noexcept { return *shared_; }
  const session_options& options() const noexcept { return shared_->options; }

  /// Publishes a status that is not terminal, or answers a command.
  void publish_status(const scope_ptr& scope, request_status status, phrase message,
                      status_data data = {});

  /// Publishes a terminal status. A client that lost count hears it again, from `ends`.
  void finish(const scope_ptr& scope, status_update end);

  /// Finishes a request that was not accepted.
  void refuse(const scope_ptr& scope, const refusal& reason);

  /// Publishes a request that has finished as a whole: its text as a snapshot, then its terminal
  /// status, worded anew. `end.data` gets the text where it has one.
  void finish_with_text(const scope_ptr& scope, std::string_view text, status_update end);

  /// The client's text becomes the one in `data`, if there is one; both share one string then.
  void match_text(const scope_ptr& scope, status_data& data);

  /// A terminal status in the client's language.
  status_update terminal_status(request_status status, status_data data) const;

  /// Calls one of the two: `on_reply` with the store's reply, or `on_refusal`, which may be at
  /// once.
  template <class Message, class Content, class Reply, class Refusal>
  void ask_store(Message message, Content content, Reply on_reply, Refusal on_refusal) {
    const auto store = store_of(self->system());
    if (!store) {
      on_refusal(refusal{{ec::database_unreachable, "no store"}, std::nullopt});
      return;
    }
    asked_.request(self, store, options().store_timeout, message, std::move(content))
        .then(std::move(on_reply), [on_refusal](const caf::error& reason) {
          on_refusal(from_caf(reason, ec::database_unreachable));
        });
  }

  /// What to ask with `access_atom`: whose member it is, and whether this user may ask for it.
  member_wish wish_for(const member_id& member) const {
    return {user, member, member_need::act, options().makes_members};
  }

  session_actor::pointer self;
  session_id id;
  /// Of every connection; empty before the first.
  user_id user;
  /// Of the newest connection.
  wall_time admitted_at;
  language lang = language::zh;
  session_feed feed;
  told_ends ends;
  watched_actors watched;

 private:
  timed_requests asked_;
  std::shared_ptr<const session_environment> shared_;
};

/// How a stored request has finished; with `safety` where it failed.
status_data outcome_of(const stored_exchange& finished, const std::optional<answer_safety>& safety);

}  // namespace aurawell::actors
