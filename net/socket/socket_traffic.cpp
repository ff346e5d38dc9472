#include "net/socket/socket_traffic.hpp"

// Not netinet/tcp.h, whose tcp_info lacks the newer members.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace aurawell::net {

socket_traffic traffic_of(int socket) noexcept {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) {
    return {};
  }
  return {info.tcpi_bytes_received, info.tcpi_bytes_acked};
}

}  // namespace aurawell::net
