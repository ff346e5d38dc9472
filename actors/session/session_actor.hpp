#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/session/request_book.hpp"
#include "actors/session/session_desk.hpp"
#include "actors/session/session_environment.hpp"
#include "actors/system/interfaces.hpp"
#include "actors/system/wake_up.hpp"

namespace aurawell::actors {

/// One client's session: its connections, what it says, its active member. It is found
/// through the registry until nobody has come back for `resume_window`, or it was told to
/// stop, and nothing is under way any more. Its log is in `session_feed`, its requests are in
/// `request_book`.
struct session_state {
  static inline const char* name = "session";

  using self_pointer = session_actor::stateful_pointer<session_state>;

  ~session_state();

  void start(self_pointer owner, std::shared_ptr<const session_environment> shared, session_id id);

  void on_attach(const connect_request& who, const client_link_ptr& link);
  void on_closed(const client_link_ptr& link);
  void on_malformed(const client_link_ptr& link, const aurawell::error& why);
  void on_room(const client_link_ptr& link);
  void on_command(const client_link_ptr& link, client_command& command);
  void on_tokens(ticket number, const completion_batch& batch);
  void on_follow(const request_id& id, const caf::strong_actor_ptr& session, ticket number);
  void on_unfollow(const request_id& id, const caf::strong_actor_ptr& session, ticket number);
  void on_down(const caf::actor_addr& who);
  void on_stop();
  void on_leave();

  /// Null when it has ended.
  session_request* find(ticket number) { return requests_->find(number); }
  session_request* find(const request_id& id) { return requests_->find(id); }

 private:
  // Connections: session_actor.cpp
  void on_expire();
  void leave_unheard();
  void on_save();
  void settle();

  // What a client hears that comes or comes back: session_recovery.cpp
  void greet(const connect_request& who, const client_link_ptr& link, bool resumed);
  bool is_of_this_log(const resume_point& from) const;
  void restate(event_seq heard);
  void retell(told_ends::end end);
  void report_stored(const session_id& from, std::vector<request_id> wanted);
  void report(const stored_exchange& exchange, bool is_former);

  // What clients say: session_commands.cpp
  void handle(chat_command& command);
  void handle(const switch_member_command& command);
  void handle(const get_status_command& command);
  void handle(const cancel_command& command);
  void handle(const ping_command& command);
  void handle(const renew_token_command& command);
  bool must_wait(const client_command& command) const;
  void switch_to(const request_id& id, const member_id& target);
  void go_on();
  bool refuse_if_unacceptable(const chat_command& command, const session_desk::scope_ptr& scope);
  void deny(const request_id& id, const refusal& why);
  session_desk::scope_ptr control_scope(const request_id& id) const;

  self_pointer self_ = nullptr;
  std::optional<session_desk> desk_;
  std::optional<request_book> requests_;
  client_link_ptr link_;
  std::string epoch_;
  std::string address_;
  member_id active_member_;
  conversation_id conversation_;
  wall_time connected_at_;
  wall_time last_activity_;
  /// Nobody needs to find this session any more.
  bool expired_ = false;
  /// Its client did not come back in time.
  bool deserted_ = false;
  std::chrono::steady_clock::time_point expires_at_;
  /// Said while a switch is looked at; counted as unread, which bounds it.
  std::vector<std::pair<client_link_ptr, client_command>> postponed_;
  bool switching_ = false;
  wake_up expiry_;
  wake_up saving_;
  wake_up release_;
};

/// @param own_id Unguessable: who knows it, and is the same user, may take the session over.
session_actor::behavior_type run_session(session_state::self_pointer self,
                                         std::shared_ptr<const session_environment> shared,
                                         session_id own_id);

}  // namespace aurawell::actors
