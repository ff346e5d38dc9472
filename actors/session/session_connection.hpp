#pragma once

#include <functional>
#include <string>
#include <vector>

#include "actors/session/request_list.hpp"
#include "actors/system/wake_up.hpp"

namespace aurawell::actors {

/// The connection that receives a session's events: none, or the newest one. Calls for an older one
/// do nothing: they were sent before it was replaced.
///
/// A client that attaches receives `connection_established`, then what it has missed: each event
/// once, if its position is in the log; otherwise the terminal statuses of finished requests, and
/// the state of the others. Session's thread only.
class session_connection {
 public:
  /// @param on_detached Called when the connection has closed; the client may resume the session.
  /// @param on_expired Called when `resume_window` has passed without a connection.
  session_connection(session_context& context, request_list& requests,
                     std::function<void()> on_detached, std::function<void()> on_expired);

  bool is_attached() const noexcept { return link_ != nullptr; }
  bool is_current(const client_link_ptr& link) const noexcept { return link == link_; }
  wall_time attached_at() const noexcept { return attached_at_; }
  /// Empty when there is none.
  connection_id id() const { return link_ ? context_.connection : connection_id{}; }

  /// Closes the former connection with `close_code::replaced`. The first connection sets the
  /// session's user. If it resumes a session that no longer exists, requests of that session which
  /// have finished are reported, and the others are started here.
  void attach(const connect_request& client, const client_link_ptr& link);
  void detach(const client_link_ptr& link);
  void on_room(const client_link_ptr& link);
  /// Must be called when a request was added or has finished.
  void note_load();

 private:
  void on_time();
  void send_established(const connect_request& client, bool is_resumed);
  /// Publishes ends and states again. @param heard The client has received the log up to here.
  void restate(event_seq heard);
  void restate(recent_ends::end end);
  /// Loads the requests of the former session. Does nothing when the store does not reply.
  void report_former(const session_id& former);
  /// The same for these requests of this session, whose texts are only in the store.
  void report_own(std::vector<request_id> wanted);
  void ask_store(const session_id& session, std::size_t most,
                 std::function<void(const stored_exchange&)> report);
  void report(const stored_exchange& finished);

  session_context& context_;
  request_list& requests_;
  std::function<void()> on_detached_;
  std::function<void()> on_expired_;
  /// Name of this session's log. Positions in another log are not valid here.
  std::string epoch_;
  client_link_ptr link_;
  wall_time attached_at_;
  wake_up::time_point expires_at_;
  wake_up expiry_;
};

}  // namespace aurawell::actors
