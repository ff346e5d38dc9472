#include "net/llm/socket_set.hpp"

#include <algorithm>

namespace aurawell::net {

socket_set::socket_set(boost::asio::io_context& loop)
    : set_{loop, ::epoll_create1(EPOLL_CLOEXEC)} {}

void socket_set::watch(int socket, std::uint32_t events) {
  wanted_[socket] = events;
  // The kernel forgets a closed socket by itself, so only it knows which one is right.
  if (!control(EPOLL_CTL_MOD, socket, events)) {
    control(EPOLL_CTL_ADD, socket, events);
  }
}

void socket_set::forget(int socket) {
  wanted_.erase(socket);
  control(EPOLL_CTL_DEL, socket, 0);
}

void socket_set::note_opened(int socket) {
  if (const auto old = wanted_.find(socket); old != wanted_.end()) {
    control(EPOLL_CTL_ADD, socket, old->second);
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
