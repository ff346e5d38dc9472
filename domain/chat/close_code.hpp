#pragma once

#include <cstdint>

namespace aurawell {

/// Why the server closes a connection; the values are WebSocket close codes. Each comment names
/// the files that decide it; docs/protocol.md tells clients what to do.
enum class close_code : std::uint16_t {
  going_away = 1001,        ///< net/websocket/websocket_lifetime, config/application: stop
  unsupported_data = 1003,  ///< net/websocket/websocket_session: a binary message
  message_too_big = 1009,   ///< net/websocket/websocket_session
  internal_fault = 1011,    ///< actors/session: no session, or one that failed
  service_restart = 1012,   ///< reserved
  overloaded = 1013,        ///< reserved
  unauthenticated = 4001,   ///< net/websocket: the token; net/server/user_connections: signed out
  refused = 4003,           ///< reserved
  replaced = 4005,          ///< actors/session: taken over; net/server/user_connections: too many
  too_slow = 4008,          ///< actors/session/session_feed
  protocol_errors = 4010,   ///< actors/session/session_commands
  rate_limited = 4029,      ///< actors/session/session_bridge
};

}  // namespace aurawell
