#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <stdexcept>
#include <string>

#include "net/socket/listening_socket.hpp"

namespace aurawell::net {

/// A TCP socket of IPv4, bound to any port of `host`.
inline file_descriptor bound_descriptor(const std::string& host = "127.0.0.1") {
  file_descriptor made{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
  if (::bind(made.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error{"cannot bind"};
  }
  return made;
}

inline file_descriptor listening_descriptor(const std::string& host = "127.0.0.1") {
  auto made = bound_descriptor(host);
  if (::listen(made.number(), 64) != 0) {
    throw std::runtime_error{"cannot listen"};
  }
  return made;
}

inline listening_socket make_listening(const std::string& host = "127.0.0.1", bool kept = false) {
  return listening_socket::check(listening_descriptor(host), kept).value();
}

}  // namespace aurawell::net
