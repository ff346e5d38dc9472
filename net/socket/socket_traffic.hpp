#pragma once

#include <cstdint>

namespace aurawell::net {

/// Bytes of a TCP connection since its beginning, as the system counts them: with the bytes of
/// HTTP, WebSocket and TLS.
struct socket_traffic {
  std::uint64_t received = 0;
  /// Bytes that the peer's system has acknowledged.
  std::uint64_t sent = 0;
};

/// Zeros when the socket is closed or is no TCP socket.
socket_traffic traffic_of(int socket) noexcept;

}  // namespace aurawell::net
