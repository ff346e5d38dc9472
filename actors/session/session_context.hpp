#pragma once

#include <caf/typed_event_based_actor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "actors/session/session_environment.hpp"
#include "actors/session/session_feed.hpp"
#include "actors/system/directory.hpp"
#include "actors/system/errors.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/question_trace.hpp"
#include "actors/system/timed_requests.hpp"
#include "actors/system/watched_actors.hpp"
#include "domain/chat/recent_ends.hpp"
#include "domain/chat/texts.hpp"
#include "domain/language.hpp"

namespace aurawell::actors {

/// Shared by all parts of one session: its user, its log, and the functions that word and publish a
/// status. Lives as long as the session's state. Session's thread only.
class session_context {
 public:
  using scope_ptr = std::shared_ptr<const request_scope>;

  session_context(session_actor::pointer owner, std::shared_ptr<const session_environment> shared,
                  session_id name);
  session_context(const session_context&) = delete;
  session_context& operator=(const session_context&) = delete;
  /// Closes an attached connection with `close_code::internal_fault`: only a session that failed
  /// still has one.
  ~session_context();

  const session_environment& shared() const noexcept { return *shared_; }
  const session_options& options() const noexcept { return shared_->options; }

  /// Publishes a status that is not terminal, or the reply to a command.
  void publish_status(const scope_ptr& scope, request_status status, phrase message,
                      status_data data = {});

  /// Publishes a terminal status. Adds it to `ends`, for clients whose position is not in the log.
  void finish(const scope_ptr& scope, status_update end);

  /// Questions without a trace of their own belong to this one, if it is valid.
  void join_trace(const given_trace& given);
  /// The trace of a question that came with `given`.
  question_trace trace_of(const given_trace& given) const;

  /// Logs and publishes the end of a request that was not accepted.
  void refuse(const scope_ptr& scope, const refusal& reason);

  /// Publishes a finished request as a whole: its text as a snapshot, then its terminal status, in
  /// the client's present language. Ends with `match_text` for `end.data`.
  void finish_with_text(const scope_ptr& scope, std::string_view text, status_update end);

  /// Replaces the client's text by the text in `data`, if there is one and they differ. Then both
  /// share one string.
  void match_text(const scope_ptr& scope, status_data& data);

  /// Returns a terminal status in the client's language.
  status_update terminal_status(request_status status, status_data data) const;

  /// Sends the message to the store. Calls `on_reply` with its reply, or `on_refusal`, possibly
  /// before the return.
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

  /// Content of `access_atom`: may this user ask questions for the member, and who is its owner?
  member_wish wish_for(const member_id& member) const {
    return {user, member, member_need::act, options().creates_unknown_members};
  }

  session_actor::pointer self;
  session_id id;
  /// The user of all connections; empty before the first.
  user_id user;
  /// `connect_request::admitted_at` of the newest connection.
  wall_time admitted_at;
  /// The newest connection, also after it has detached, and its client's address.
  connection_id connection;
  std::string address;
  /// The trace that this connection began with.
  std::optional<trace_context> trace;
  language lang = language::zh;
  /// Of the newest connection.
  transport over = transport::websocket;
  session_feed feed;
  recent_ends ends;
  watched_actors watched;

 private:
  timed_requests asked_;
  std::shared_ptr<const session_environment> shared_;
};

/// Returns the data of a stored request's terminal status; with `safety` if the request failed.
status_data outcome_of(const stored_exchange& finished, const std::optional<answer_safety>& safety);

}  // namespace aurawell::actors
