#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "actors/session/session_connection.hpp"

namespace aurawell::actors {

/// What the clients of a session ask for. Each command is carried out when it arrives; but while
/// it is open whether the user may switch to a member, what may depend on that waits, in order.
/// Session's thread only.
class session_commands {
 public:
  session_commands(session_context& context, request_list& requests,
                   const session_connection& connection);

  void on_attach(const connect_request& client);
  /// Also of a connection that was replaced: its client asked before, and whoever is attached now
  /// hears the answer. Counts it as read, a command that waits only when that is carried out.
  void on_command(const client_link_ptr& link, client_command& command);
  /// A frame that is no command. Closes the connection when there are too many.
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
  /// Why the question is not accepted; else it counts for the rate limits.
  std::optional<refusal> find_refusal(const chat_command& command);
  /// Answers a command that is not a question. The session forgets that it was asked.
  void deny(const request_id& id, const refusal& reason);
  session_context::scope_ptr control_scope(const request_id& id) const;

  session_context& context_;
  request_list& requests_;
  const session_connection& connection_;
  /// Of questions that name none.
  member_id active_member_;
  conversation_id conversation_;
  wall_time last_activity_;
  bool is_switching_ = false;
  /// Bounded by `max_unread` of each connection.
  std::vector<std::pair<client_link_ptr, client_command>> postponed_;
};

}  // namespace aurawell::actors
