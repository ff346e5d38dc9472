#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aurawell {

/// Whether a client's socket was accepted.
enum class socket_outcome : unsigned char {
  admitted,
  full,     ///< answered with 503: too many sockets are open
  crowded,  ///< answered with 429: too many of this address
  dropped,  ///< closed at once: too many wait for such an answer
};

/// How an attempt to open a chat over WebSocket ended.
enum class handshake_outcome : unsigned char {
  opened,
  unauthenticated,  ///< upgraded, then closed with 4001
  invalid,          ///< no valid upgrade, or not from this page
  too_often,        ///< 429: this user or address connects too often
  crowded,          ///< 429: too many connections of this address are open
  full,             ///< 503: too many connections are open
  stopping,         ///< 503: the service stops
  abandoned,        ///< the client left before the upgrade was complete
};

/// Who sent the close frame that ended a chat.
enum class close_side : unsigned char { server, client, nobody };

/// What a client found that named a session to resume.
enum class resume_outcome : unsigned char {
  recovered,  ///< the session and every event since its position
  restated,   ///< the session, but not all of these events: the answers were sent again
  unknown,    ///< no such session: a new one began
};

/// Receives measurements of connections for operators. Any thread may call it; no call blocks.
class traffic_telemetry {
 public:
  traffic_telemetry() = default;
  traffic_telemetry(const traffic_telemetry&) = delete;
  traffic_telemetry& operator=(const traffic_telemetry&) = delete;
  virtual ~traffic_telemetry() = default;

  virtual void socket_accepted(socket_outcome /*outcome*/) {}
  /// One that was admitted has closed.
  virtual void socket_closed() {}
  /// A connection of a trusted proxy was refused for its header of the PROXY protocol. @param
  /// reason A constant of the source.
  virtual void proxy_header_refused(std::string_view /*reason*/) {}
  /// A request of a trusted proxy was refused for its `Forwarded`.
  virtual void forwarded_refused() {}

  virtual void handshake_ended(handshake_outcome /*outcome*/) {}
  /// A chat that was upgraded has ended. @param code 1005: a close frame without one; 1006: the
  /// connection was lost.
  virtual void chat_closed(close_side /*side*/, std::uint16_t /*code*/) {}
  /// Messages of WebSockets; `bytes` of their content.
  virtual void message_received(std::size_t /*bytes*/) {}
  virtual void message_sent(std::size_t /*bytes*/) {}
  virtual void session_resumed(resume_outcome /*outcome*/) {}

  /// @param route A pattern of the route table, or another constant of the source; never a path.
  virtual void request_answered(std::string_view /*method*/, std::string_view /*route*/,
                                unsigned /*status*/) {}

  /// How much later than planned a timer of an event loop ran.
  virtual void loop_lagged(std::chrono::nanoseconds /*late*/) {}
};

}  // namespace aurawell
