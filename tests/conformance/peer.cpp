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
  sockaddr_un socket_address{};
  socket_address.sun_family = AF_UNIX;
  std::memcpy(socket_address.sun_path, path.data(),
              std::min(path.size(), sizeof socket_address.sun_path - 1));
  if (connect(made, reinterpret_cast<const sockaddr*>(&socket_address), sizeof socket_address) !=
      0) {
    close(made);
    return -1;
  }
  return made;
}

int connect_tcp(std::uint16_t port) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in socket_address{};
  socket_address.sin_family = AF_INET;
  socket_address.sin_port = htons(port);
  socket_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  // Each write of a row must be a separate segment.
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(made, reinterpret_cast<const sockaddr*>(&socket_address), sizeof socket_address) !=
      0) {
    close(made);
    return -1;
  }
  return made;
}

}  // namespace

peer::peer(const address& server, clock::time_point deadline)
    : socket_{server.unix_path.empty() ? connect_tcp(server.port) : connect_unix(server.unix_path)},
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
