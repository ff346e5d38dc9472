#pragma once

#include <functional>

#include "net/server/server_loop.hpp"

namespace aurawell::net {

/// Reads and drops what the client sends. `done` follows, on the socket's loop: with `eof` when
/// the client has ended its side, with anything else when it has sent 1 MiB or the socket has
/// failed or was closed; it keeps the socket alive until then.
void drop_bytes(tcp_socket& socket, std::function<void(boost::system::error_code fault)> done);

/// Ends our side of the socket, then drops as above, so that our last words are not lost to a
/// reset.
void close_lingering(tcp_socket& socket, std::function<void()> done);

}  // namespace aurawell::net
