#pragma once

#include <memory>

#include "net/connection_quota.hpp"
#include "net/server_loop.hpp"

namespace aurawell::net {

/// Serves plain HTTP on a socket until it ends or becomes a WebSocket. The socket
/// belongs to `loop`, whose thread makes the call.
void start_http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
                        connection_quota::ticket ticket);

}  // namespace aurawell::net
