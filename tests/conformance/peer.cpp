#include "tests/conformance/peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace aurawell::conformance {
namespace {

int connect_unix(const std::string& path) {
  const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un where{};
  where.sun_family = AF_UNIX;
  std::memcpy(where.sun_path, path.data(), std::min(path.size(), sizeof where.sun_path - 1));
  if (connect(made, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) {
    close(made);
    return -1;
  }
  return made;
}

int connect_tcp(std::uint16_t port) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  // Each write of a row shall be a segment of its own.
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(made, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) {
    close(made);
    return -1;
  }
  return made;
}

}  // namespace

peer::peer(const address& where, clock::time_point deadline)
    : socket_{where.unix_path.empty() ? connect_tcp(where.port) : connect_unix(where.unix_path)},
      deadline_{deadline} {}

peer::~peer() {
  if (socket_ >= 0) {
    close(socket_);
  }
}

void peer::send(std::string_view bytes) const {
  while (!bytes.empty() && wait_for(POLLOUT)) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      return;
    }
  }
}

peer::received peer::receive(std::string& into) const {
  if (socket_ < 0) {
    return received::end;
  }
  if (!wait_for(POLLIN)) {
    return received::late;
  }
  std::array<char, 16 * 1024> bytes{};
  const auto count = recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) {
    return received::end;
  }
  into.append(bytes.data(), static_cast<std::size_t>(count));
  return received::bytes;
}

void peer::finish_sending() const {
  shutdown(socket_, SHUT_WR);
}

bool peer::wait_for(short events) const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - clock::now());
  pollfd ready{socket_, events, 0};
  return left.count() > 0 && socket_ >= 0 && poll(&ready, 1, static_cast<int>(left.count())) > 0;
}

}  // namespace aurawell::conformance
