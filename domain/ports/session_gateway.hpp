#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "domain/chat/client_command.hpp"
#include "domain/chat/close_code.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/error.hpp"
#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/ports/client_channel.hpp"

namespace aurawell {

/// What one connection tells its session. Calls come from the connection's I/O
/// thread, one at a time; none blocks. Destroying the handler without `on_closed`
/// means the same as calling it.
class session_handler {
 public:
  session_handler() = default;
  session_handler(const session_handler&) = delete;
  session_handler& operator=(const session_handler&) = delete;
  virtual ~session_handler() = default;

  virtual void on_command(client_command command) = 0;

  /// The session that this connection speaks for, new or resumed.
  virtual const session_id& session() const noexcept = 0;

  /// A frame that is no command. The session answers with an `error` event and
  /// closes with `close_code::protocol_errors` when there are too many.
  virtual void on_malformed(error why) = 0;

  /// The channel that said `full` has room again.
  virtual void on_room() = 0;

  /// Nothing more will come from this connection.
  virtual void on_closed() = 0;
};

/// How far a client that comes back has heard its session.
struct resume_point {
  session_id session;
  std::string epoch;
  event_seq seq = 0;
};

/// Who connects, after authentication.
struct connect_request {
  user_id user;
  connection_id connection;
  language lang = language::zh;
  std::optional<resume_point> resume{};
  /// Where the client is, for limits per address; empty: no such limit applies.
  std::string address{};
  /// Whom the first questions are for; empty: the user.
  member_id member{};
  /// A user who is erased later than that writes nothing more.
  wall_time admitted_at = std::chrono::system_clock::now();
};

/// Where connections find their session. Thread-safe.
class session_gateway {
 public:
  session_gateway() = default;
  session_gateway(const session_gateway&) = delete;
  session_gateway& operator=(const session_gateway&) = delete;
  virtual ~session_gateway() = default;

  /// Finds the session to resume, if it still lives and belongs to the user, or begins
  /// a new one. Its first event through `channel` is `connection_established`.
  virtual std::unique_ptr<session_handler> connect(connect_request who,
                                                   std::shared_ptr<client_channel> channel) = 0;

  /// The user may not ask about the member any more: their answers under way about it end as
  /// `cancelled`, in every session of theirs.
  virtual void end_answers(const user_id& user, const member_id& about) = 0;
};

}  // namespace aurawell
