#pragma once

#include <cstdint>

namespace aurawell {

/// Why the server closes a connection; the values are WebSocket close codes. Each comment names
/// the files that use the code. docs/protocol.md says what clients should do.
///
/// 1002, 1007 and 1014 are not in this list, because they answer invalid frames and close frames of
/// the client: net/socket/frame_inspector, net/websocket/websocket_session, Beast.
enum class close_code : std::uint16_t {
  /// The client answers no ping, or says nothing for too long: net/websocket/websocket_lifetime.
  going_away = 1001,
  /// A binary message: net/websocket/websocket_session.
  unsupported_data = 1003,
  /// A message over `server.max_message_bytes`: net/websocket/websocket_session.
  message_too_big = 1009,
  /// The session closed before the connection was attached: actors/session/session_bridge. The
  /// session failed: actors/session/session_context.
  internal_fault = 1011,
  /// The service stops: config/application.
  service_restart = 1012,
  /// Not used.
  overloaded = 1013,
  /// The token is missing or invalid: net/websocket/websocket_session. It has expired, or its login
  /// was revoked while the client connected: net/websocket/websocket_lifetime. The login or the
  /// account has ended: net/server/user_connections.
  unauthenticated = 4001,
  /// An operator has closed the connection: net/admin/admin_orders.
  refused = 4003,
  /// Another connection resumed the session: actors/session/session_connection. The user has too
  /// many connections: net/server/user_connections.
  replaced = 4005,
  /// Too much waits for the client: actors/session/session_feed.
  too_slow = 4008,
  /// Too many malformed frames: actors/session/session_commands.
  protocol_errors = 4010,
  /// Too many unread messages: actors/session/session_bridge.
  rate_limited = 4029,
};

}  // namespace aurawell
