#include "net/takeover/packet_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// Room for the descriptors of one packet, aligned as the system wants it.
struct control_space {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * packet_socket::max_descriptors)> bytes;
};

error system_failure(ec code, const std::string& action) {
  return {code, action + ": " + std::generic_category().message(errno)};
}

void attach(msghdr& message, control_space& space, std::span<const int> descriptors) {
  message.msg_control = space.bytes.data();
  message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
  auto* head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(descriptors.size_bytes());
  std::memcpy(CMSG_DATA(head), descriptors.data(), descriptors.size_bytes());
}

std::vector<file_descriptor> detach(msghdr& message) {
  std::vector<file_descriptor> received;
  for (auto* head = CMSG_FIRSTHDR(&message); head != nullptr; head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) {
      continue;
    }
    const auto count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(head) + i * sizeof(int), sizeof number);
      received.emplace_back(number);
    }
  }
  return received;
}

milliseconds time_until(packet_socket::clock::time_point deadline) {
  return std::max(milliseconds{0},
                  std::chrono::ceil<milliseconds>(deadline - packet_socket::clock::now()));
}

}  // namespace

result<packet_socket> packet_socket::connect(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    return error{ec::bad_configuration, "the path " + path + " is too long for a socket"};
  }
  path.copy(address.sun_path, path.size());
  file_descriptor made{::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (!made) {
    return system_failure(ec::unavailable, "no socket");
  }
  if (::connect(made.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const bool is_nobody = errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR;
    return system_failure(is_nobody ? ec::request_not_found : ec::unavailable,
                          "cannot connect to " + path);
  }
  return packet_socket{std::move(made)};
}

result<std::pair<packet_socket, packet_socket>> packet_socket::pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return system_failure(ec::unavailable, "no socket");
  }
  return std::pair{packet_socket{file_descriptor{ends[0]}},
                   packet_socket{file_descriptor{ends[1]}}};
}

result<void> packet_socket::send(std::string_view text, std::span<const int> descriptors) {
  iovec bytes{const_cast<char*>(text.data()), text.size()};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  control_space space{};
  if (!descriptors.empty()) {
    attach(message, space, descriptors.first(std::min(descriptors.size(), max_descriptors)));
  }
  if (::sendmsg(socket_.number(), &message, MSG_NOSIGNAL) != static_cast<ssize_t>(text.size())) {
    return system_failure(ec::unavailable, "the other process does not listen");
  }
  return {};
}

result<packet> packet_socket::receive(clock::time_point deadline) {
  for (;;) {
    pollfd ready{socket_.number(), POLLIN, 0};
    const auto found = ::poll(&ready, 1, static_cast<int>(time_until(deadline).count()));
    if (found > 0) {
      return receive_now();
    }
    if (found == 0 && clock::now() >= deadline) {
      return error{ec::timed_out, "the other process did not answer in time"};
    }
  }
}

result<packet> packet_socket::receive_now() {
  packet received;
  received.text.resize(max_text_bytes);
  iovec bytes{received.text.data(), received.text.size()};
  control_space space{};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = space.bytes.data();
  message.msg_controllen = space.bytes.size();
  auto size = ::recvmsg(socket_.number(), &message, MSG_CMSG_CLOEXEC);
  if (size < 0 && errno == ECONNRESET) {
    // The other process has closed without reading everything; what it sent before is there.
    size = ::recvmsg(socket_.number(), &message, MSG_CMSG_CLOEXEC);
  }
  if (size <= 0) {
    return error{ec::unavailable, "the other process has closed the connection"};
  }
  received.descriptors = detach(message);
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
    return error{ec::bad_format, "the other process sent a packet that is too large"};
  }
  received.text.resize(static_cast<std::size_t>(size));
  return received;
}

result<packet_socket::peer> packet_socket::other_end() const {
  ucred seen{};
  socklen_t size = sizeof seen;
  if (::getsockopt(socket_.number(), SOL_SOCKET, SO_PEERCRED, &seen, &size) != 0) {
    return system_failure(ec::unavailable, "the system does not say who the other process is");
  }
  return peer{seen.pid, seen.uid};
}

}  // namespace aurawell::net
