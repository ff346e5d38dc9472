#include "tests/net/tls/tls_client.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <utility>

#include "tests/support/ws_client.hpp"

namespace aurawell::net {

tls_client::tls_client(std::uint16_t port, const tls_peer_options& options)
    : peer_{options}, socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  const auto patience = std::chrono::floor<std::chrono::seconds>(test_support::test_patience);
  const timeval limit{patience.count(), 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in server{};
  server.sin_family = AF_INET;
  server.sin_port = htons(port);
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  is_over_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0;
}

tls_client::~tls_client() {
  ::close(socket_);
}

bool tls_client::shake_hands() {
  while (!peer_.step()) {
    if (!flush() || !peer_.fault().empty() || !receive()) {
      return false;
    }
  }
  return flush();
}

bool tls_client::send(std::string_view text) {
  return peer_.write(text) && flush();
}

std::optional<std::string> tls_client::read_until(std::string_view end) {
  for (;;) {
    text_ += peer_.read();
    if (const auto found = text_.find(end); found != std::string::npos) {
      auto rest = text_.substr(found + end.size());
      text_.resize(found + end.size());
      return std::exchange(text_, std::move(rest));
    }
    if (!receive()) {
      return std::nullopt;
    }
  }
}

std::optional<std::string> tls_client::read_to_end() {
  while (receive()) {
    text_ += peer_.read();
  }
  text_ += peer_.read();
  return is_over_ ? std::optional{std::exchange(text_, {})} : std::nullopt;
}

bool tls_client::flush() {
  return send_raw(peer_.sent());
}

bool tls_client::send_raw(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

void tls_client::shutdown_send() const {
  ::shutdown(socket_, SHUT_WR);
}

bool tls_client::receive() {
  std::array<char, 16'384> bytes;
  const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (size <= 0) {
    is_over_ = is_over_ || size == 0 || errno == ECONNRESET;
    return false;
  }
  peer_.receive({bytes.data(), static_cast<std::size_t>(size)});
  return true;
}

}  // namespace aurawell::net
