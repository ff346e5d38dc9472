#pragma once

#include <functional>

#include "net/server/server_loop.hpp"

namespace aurawell::net {

/// Ends our side of the socket, then reads and drops what the client still sends, so
/// that our last words are not lost to a reset. `done` follows, on the socket's loop,
/// when the client has ended its side, has sent 1 MiB, or the socket was closed; it
/// keeps the socket alive until then.
void close_lingering(tcp_socket& socket, std::function<void()> done);

}  // namespace aurawell::net
