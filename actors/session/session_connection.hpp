#pragma once

#include <functional>
#include <string>
#include <vector>

#include "actors/session/request_list.hpp"
#include "actors/system/wake_up.hpp"

namespace aurawell::actors {

/// The connection through which a session's client listens: none, or the newest one. Calls for
/// another one do nothing: they were sent before it was replaced.
///
/// A client that attaches is greeted, and then hears what it missed: every event once, if it knows
/// its position in the log; else how its requests finished, and where the others are.
/// Session's thread only.
class session_connection {
 public:
  /// @param on_detached Called when the client has gone; it may come back.
  /// @param on_expired Called when it has not come back for `resume_window`.
  session_connection(session_context& context, request_list& requests,
                     std::function<void()> on_detached, std::function<void()> on_expired);

  bool is_attached() const noexcept { return link_ != nullptr; }
  bool is_current(const client_link_ptr& link) const noexcept { return link == link_; }
  /// Of the newest connection, whether it is still attached or not.
  const std::string& address() const noexcept { return address_; }
  wall_time attached_at() const noexcept { return attached_at_; }

  /// Closes the one before with `close_code::replaced`. The first one names the session's user,
  /// and perhaps a session that is gone, whose requests are then reported or taken over.
  void attach(const connect_request& client, const client_link_ptr& link);
  void detach(const client_link_ptr& link);
  void on_room(const client_link_ptr& link);

 private:
  void on_time();
  void send_established(const connect_request& client, bool is_resumed);
  /// @param heard The client has heard what the log had up to here.
  void restate(event_seq heard);
  void restate(told_ends::end end);
  /// Asks the store; nothing when it does not reply.
  void report_former(const session_id& former);
  /// Those whose texts only the store has.
  void report_own(std::vector<request_id> wanted);
  void ask_store(const session_id& session, std::size_t most,
                 std::function<void(const stored_exchange&)> report);
  void report(const stored_exchange& finished);

  session_context& context_;
  request_list& requests_;
  std::function<void()> on_detached_;
  std::function<void()> on_expired_;
  /// Names the log: positions of another one mean nothing here.
  std::string epoch_;
  client_link_ptr link_;
  std::string address_;
  wall_time attached_at_;
  wake_up::time_point expires_at_;
  wake_up expiry_;
};

}  // namespace aurawell::actors
