#pragma once

#include <functional>

#include "net/socket/peer_socket.hpp"

namespace aurawell::net {

/// Reads the client's bytes and drops them. Calls `done` once, on the socket's loop: with `eof`
/// when the client has ended its side; with no fault after more than 1 MiB; with another fault when
/// the socket has failed or was closed. `done` must keep the socket alive.
void drop_bytes(peer_socket& socket, std::function<void(boost::system::error_code fault)> done);

/// Ends the server's side of the socket, after which TLS is off, then reads as `drop_bytes` until
/// `done`: a socket that is closed with unread bytes sends a reset, which can delete the last reply
/// on its way.
void close_lingering(peer_socket& socket, std::function<void()> done);

}  // namespace aurawell::net
