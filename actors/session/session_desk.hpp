#pragma once

#include <functional>
#include <memory>
#include <string>

#include "actors/session/session_environment.hpp"
#include "actors/session/session_feed.hpp"
#include "actors/system/errors.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/timed_requests.hpp"
#include "actors/system/watched_actors.hpp"
#include "domain/chat/texts.hpp"
#include "domain/chat/told_ends.hpp"
#include "domain/language.hpp"

namespace aurawell::actors {

/// What a session and its requests have in common: who they speak for, and how they speak to
/// the client, the store and other actors. Part of the session's state; its thread only.
class session_desk {
 public:
  using scope_ptr = std::shared_ptr<const request_scope>;

  session_desk(session_actor::pointer owner, std::shared_ptr<const session_environment> shared,
               session_id id);

  const session_environment& shared() const noexcept { return *shared_; }
  const session_options& options() const noexcept { return shared_->options; }

  void say(const scope_ptr& scope, request_status status, phrase what, status_data data = {});

  /// The last word about a request. A client that lost count will be told again.
  void end(const scope_ptr& scope, status_update how);

  /// The end of a request that was not accepted, or that nobody answers.
  void refuse(const scope_ptr& scope, const refusal& why);

  /// The whole of a request that has ended: its text as a snapshot, and its end.
  ///
  /// @param text Not null; `how.data` gets it too where it has a text.
  void show_ended(const scope_ptr& scope, const std::shared_ptr<const std::string>& text,
                  status_update how);

  /// What the client has becomes the text of this end, and both share one string.
  void match_text(const scope_ptr& scope, status_data& data);

  status_update ending(request_status status, status_data data) const;

  /// Whose member it is, and whether this user may ask for it. One of the two is called,
  /// perhaps at once.
  void ask_member(const member_id& member, std::function<void(const member_access&)> then,
                  std::function<void(const refusal&)> otherwise);

  // The session's parts; all for its requests too.
  session_actor::pointer self;
  session_id id;
  user_id user;
  /// Of the newest connection.
  wall_time admitted_at;
  language lang = language::zh;
  session_feed feed;
  told_ends ends;
  timed_requests asked;
  watched_actors watched;

 private:
  std::shared_ptr<const session_environment> shared_;
};

}  // namespace aurawell::actors
