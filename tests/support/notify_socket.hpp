#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <string>
#include <system_error>

namespace aurawell::test_support {

/// Receives what a program tells a service manager.
class notify_socket {
 public:
  /// @param address A path, or "@" and the name of an abstract socket.
  explicit notify_socket(const std::string& address)
      : socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)} {
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    address.copy(at.sun_path, sizeof at.sun_path - 1);
    if (address.front() == '@') {
      at.sun_path[0] = '\0';
    }
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
    if (socket_ < 0 || ::bind(socket_, reinterpret_cast<const sockaddr*>(&at), size) != 0) {
      throw std::system_error{errno, std::generic_category(), address};
    }
  }
  notify_socket(const notify_socket&) = delete;
  notify_socket& operator=(const notify_socket&) = delete;
  ~notify_socket() { ::close(socket_); }

  /// The next message; nothing when there is none in time.
  std::optional<std::string> next(long seconds = 60) {
    const timeval longest{seconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    return receive(0);
  }

  /// A message that is there already.
  std::optional<std::string> waiting() { return receive(MSG_DONTWAIT); }

  /// The next message that begins so; skips others.
  std::optional<std::string> next_with(const std::string& begin) {
    auto message = next();
    while (message && !message->starts_with(begin)) {
      message = next();
    }
    return message;
  }

 private:
  std::optional<std::string> receive(int flags) {
    std::array<char, 4096> bytes{};
    const auto size = ::recv(socket_, bytes.data(), bytes.size(), flags);
    return size < 0 ? std::nullopt
                    : std::optional{std::string{bytes.data(), static_cast<std::size_t>(size)}};
  }

  int socket_;
};

}  // namespace aurawell::test_support
