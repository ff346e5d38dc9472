#include "net/llm/curl/socket_set.hpp"

#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <iterator>

namespace aurawell::net {
namespace {

constexpr int most_reads = 64;

/// 0 when the number is not an open file; no socket has inode 0.
std::uint64_t inode_of(int socket) {
  struct stat status {};
  return ::fstat(socket, &status) == 0 ? status.st_ino : 0;
}

/// Reads and drops waiting bytes, because TLS would read them before it finds the end.
void drop(int socket) {
  ::shutdown(socket, SHUT_RDWR);
  std::array<char, 16'384> bytes{};
  for (int i = 0; i<most_reads&& ::recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT)> 0; ++i) {
  }
}

bool has_bytes(int socket) {
  char byte = 0;
  return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

}  // namespace

socket_set::socket_set(boost::asio::io_context& loop)
    : set_{loop, ::epoll_create1(EPOLL_CLOEXEC)} {}

void socket_set::watch(int socket, std::uint32_t events) {
  wanted_[socket] = events;
  idle_.erase(socket);
  // The kernel removes a closed socket by itself, so only it can tell which operation is right.
  if (!control(EPOLL_CTL_MOD, socket, events)) {
    control(EPOLL_CTL_ADD, socket, events);
  }
}

void socket_set::forget(int socket) {
  wanted_.erase(socket);
  if (control(EPOLL_CTL_DEL, socket, 0)) {
    // Only a socket that is still open was in the set.
    idle_.insert_or_assign(socket, idle_socket{inode_of(socket), clock::now()});
  }
}

void socket_set::note_opened(int socket) {
  if (const auto old = wanted_.find(socket); old != wanted_.end()) {
    control(EPOLL_CTL_ADD, socket, old->second);
  }
}

bool socket_set::end_idle(clock::time_point limit) {
  for (auto each = idle_.begin(); each != idle_.end();) {
    const auto& [socket, idle] = *each;
    const bool is_open = inode_of(socket) == idle.inode;
    if (is_open && idle.since <= limit) {
      ::shutdown(socket, SHUT_RDWR);
    }
    each = is_open && idle.since > limit ? std::next(each) : idle_.erase(each);
  }
  return !idle_.empty();
}

void socket_set::end_unasked() {
  for (auto each = idle_.begin(); each != idle_.end();) {
    const auto& [socket, idle] = *each;
    const bool is_open = inode_of(socket) == idle.inode;
    const bool is_unasked = is_open && has_bytes(socket);
    if (is_unasked) {
      drop(socket);
    }
    each = is_open && !is_unasked ? std::next(each) : idle_.erase(each);
  }
}

std::span<const epoll_event> socket_set::ready() {
  const auto count =
      ::epoll_wait(set_.native_handle(), ready_.data(), static_cast<int>(ready_.size()), 0);
  return {ready_.data(), static_cast<std::size_t>(std::max(count, 0))};
}

void socket_set::close() {
  set_.close();
}

bool socket_set::control(int operation, int socket, std::uint32_t events) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.fd = socket;
  return ::epoll_ctl(set_.native_handle(), operation, socket, &wanted) == 0;
}

}  // namespace aurawell::net
