#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "domain/chat/client_command.hpp"
#include "domain/chat/close_code.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/chat/transport.hpp"
#include "domain/error.hpp"
#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/ports/client_channel.hpp"
#include "domain/trace/trace_context.hpp"

namespace aurawell {

/// Passes the input of one connection to its session. Calls come from the connection's I/O thread,
/// one at a time; none blocks. Destruction without `on_closed` has the same effect as that call.
class session_handler {
 public:
  session_handler() = default;
  session_handler(const session_handler&) = delete;
  session_handler& operator=(const session_handler&) = delete;
  virtual ~session_handler() = default;

  virtual void on_command(client_command command) = 0;

  /// The session of this connection, new or resumed.
  virtual const session_id& session() const noexcept = 0;

  /// A frame was not a valid command. The session answers with an `error` event; after too many it
  /// closes with `close_code::protocol_errors`.
  virtual void on_malformed(error failure) = 0;

  /// The channel that returned `full` has room again.
  virtual void on_room() = 0;

  /// Whether the session has an unfinished request, or events that the channel has not taken, or
  /// has not handled a message of this connection. May be outdated on return.
  virtual bool is_busy() const noexcept { return false; }

  /// The session's requests that have not finished. May be outdated on return.
  virtual std::uint32_t unfinished() const noexcept { return 0; }

  /// The connection has closed; no call follows.
  virtual void on_closed() = 0;
};

/// The last event that a resuming client has received.
struct resume_point {
  session_id session;
  std::string epoch;
  event_seq seq = 0;
};

/// The user who connects, after authentication.
struct connect_request {
  user_id user;
  connection_id connection;
  language lang = language::zh;
  std::optional<resume_point> resume{};
  /// The client's address, for limits per address; empty: no such limit.
  std::string address{};
  /// The member that the first questions are about; empty: the user.
  member_id member{};
  /// When the user was admitted. A user who is erased after that writes nothing more.
  wall_time admitted_at = std::chrono::system_clock::now();
  transport over = transport::websocket;
  /// The trace of the connection, for questions that have none of their own.
  given_trace trace{};
};

/// What is known of a session at one moment: no text, and no name that a client has chosen for a
/// request.
struct session_facts {
  session_id id;
  user_id user;
  /// Of the newest connection; empty: there is none now.
  connection_id connection;
  /// When the newest connection was attached, also after it has closed.
  wall_time attached_at{};
  /// Position of the last event, and whether the client's channel has taken all of them.
  event_seq last_event = 0;
  bool is_caught_up = true;
  /// Unfinished requests that run, and those that are held until others have finished.
  std::uint32_t running = 0;
  std::uint32_t held = 0;
};

/// Called once; with nothing when there is no such session.
using session_facts_receiver = std::function<void(std::optional<session_facts>)>;

/// Connects clients to their sessions. Thread-safe.
class session_gateway {
 public:
  session_gateway() = default;
  session_gateway(const session_gateway&) = delete;
  session_gateway& operator=(const session_gateway&) = delete;
  virtual ~session_gateway() = default;

  /// Resumes the session if it exists and belongs to the user; else starts a new one. The first
  /// event on `channel` is `connection_established`.
  virtual std::unique_ptr<session_handler> connect(connect_request client,
                                                   std::shared_ptr<client_channel> channel) = 0;

  /// The user may no longer ask about the member. Ends their running answers about it as
  /// `cancelled`, in all of their sessions.
  virtual void end_answers(const user_id& user, const member_id& about) = 0;

  /// `then` is called on any thread, possibly before the return.
  virtual void describe(const session_id& /*id*/, session_facts_receiver then) { then({}); }
};

}  // namespace aurawell
