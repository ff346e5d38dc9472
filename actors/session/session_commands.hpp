#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "actors/session/session_connection.hpp"

namespace aurawell::actors {

/// Carries out the commands of a session's clients, each when it arrives. While the store checks
/// whether the user may switch to a member, commands that may depend on the result wait, in order.
/// Session's thread only.
class session_commands {
 public:
  session_commands(session_context& context, request_list& requests,
                   const session_connection& connection);

  void on_attach(const connect_request& client);
  /// Also carries out a command of a connection that was replaced; the attached connection receives
  /// the events. Decreases `link->unread` when the command is carried out.
  void on_command(const client_link_ptr& link, client_command& command);
  /// A frame was not a valid command: publishes an error, and closes the connection after too many.
  /// Does nothing for a connection that was replaced, except that it counts the frame as read.
  void on_malformed(const client_link_ptr& link, const aurawell::error& reason);

 private:
  void handle(chat_command& command);
  void handle(const switch_member_command& command);
  void handle(const get_status_command& command);
  void handle(const cancel_command& command);
  void handle(const ping_command& command);
  void handle(const renew_token_command& command);

  bool must_wait(const client_command& command) const;
  void switch_to(const request_id& id, const member_id& target);
  void resume_after_switch();
  /// The reason to refuse the question; without one the question is counted for the rate limits.
  std::optional<refusal> find_refusal(const chat_command& command);
  /// Refuses a command that is not a question. The status is not added to `session_context::ends`.
  void deny(const request_id& id, const refusal& reason);
  session_context::scope_ptr control_scope(const request_id& id) const;

  session_context& context_;
  request_list& requests_;
  const session_connection& connection_;
  /// The member of questions that name none.
  member_id active_member_;
  conversation_id conversation_;
  wall_time last_activity_;
  bool is_switching_ = false;
  /// Bounded by `max_unread` of each connection.
  std::vector<std::pair<client_link_ptr, client_command>> postponed_;
};

}  // namespace aurawell::actors
