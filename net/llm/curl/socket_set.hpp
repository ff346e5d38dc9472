#pragma once

#include <sys/epoll.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>

namespace aurawell::net {

/// A set of sockets that the caller opens and closes. They are in an epoll set of their own, and
/// the event loop waits for that set only: one wake-up serves all ready sockets, and a socket costs
/// the event loop nothing.
class socket_set {
 public:
  using clock = std::chrono::steady_clock;

  explicit socket_set(boost::asio::io_context& loop);

  /// From now on reports `socket` when it is ready for these epoll events; level-triggered.
  void watch(int socket, std::uint32_t events);

  /// May be called for a socket that is closed already.
  void forget(int socket);

  /// `socket` is a new socket. If an older one with the same number was closed without `forget`,
  /// the new one replaces it.
  void note_opened(int socket);

  /// Shuts down the connections that were forgotten before `limit`, are still open and were not
  /// watched again. The caller still owns the socket and finds it broken at the next use. True:
  /// other idle connections remain.
  bool end_idle(clock::time_point limit);

  /// Shuts down idle connections that have received bytes: those bytes would be read as the answer
  /// to the next request.
  void end_unasked();

  /// Calls `handler(error_code)` once, when a socket is ready.
  template <class Handler>
  void async_wait(Handler&& handler) {
    set_.async_wait(boost::asio::posix::descriptor_base::wait_read, std::forward<Handler>(handler));
  }

  /// The sockets that are ready now. Their number is limited, so that other work of the event loop
  /// can run; the next wait returns the rest. Valid until the next call.
  std::span<const epoll_event> ready();

  void close();

 private:
  bool control(int operation, int socket, std::uint32_t events);

  boost::asio::posix::stream_descriptor set_;
  std::unordered_map<int, std::uint32_t> wanted_;
  struct idle_socket {
    /// Identifies the socket: the number may belong to a new one.
    std::uint64_t inode = 0;
    clock::time_point since;
  };
  /// Sockets that were open when they were forgotten.
  std::unordered_map<int, idle_socket> idle_;
  std::array<epoll_event, 4> ready_{};
};

}  // namespace aurawell::net
