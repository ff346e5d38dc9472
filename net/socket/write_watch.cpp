#include "net/socket/write_watch.hpp"

// Not netinet/tcp.h, whose tcp_info lacks the newer members.
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <utility>

namespace aurawell::net {

send_progress progress_of(int socket) noexcept {
  tcp_info info{};
  socklen_t size = sizeof info;
  int waiting = 0;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
      ioctl(socket, SIOCOUTQ, &waiting) != 0) {
    return {};
  }
  return {info.tcpi_bytes_acked, static_cast<std::uint32_t>(waiting)};
}

bool write_watch::look(clock::time_point now, std::uint64_t taken) noexcept {
  looked_at_ = now;
  const bool has_grown = std::exchange(taken_, taken) < taken;
  if (has_grown) {
    moved_at_ = now;
  }
  return has_grown;
}

}  // namespace aurawell::net
