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

/// The sockets of somebody who opens and closes them himself. They stand in an epoll
/// set of their own, and the event loop waits for that set alone: one wake-up serves
/// every socket that is ready, and a socket costs the event loop nothing.
class socket_set {
 public:
  using clock = std::chrono::steady_clock;

  explicit socket_set(boost::asio::io_context& loop);

  /// From now on `socket` is ready at these epoll events; level-triggered.
  void watch(int socket, std::uint32_t events);

  /// May come when the socket is closed already.
  void forget(int socket);

  /// The number was given to a new socket. When the old one was closed without being
  /// forgotten, the new one takes its place, as its owner believes that it has.
  void note_opened(int socket);

  /// Ends the connections that were forgotten before `limit`, are still open and have not
  /// been watched again. The socket stays its owner's, who finds it broken when he wants to
  /// use it again. True: there are others that nobody watches.
  bool end_idle(clock::time_point limit);

  /// Ends those that nobody watches and that have received something: bytes that nobody asked
  /// for would be taken for the answer to what is asked next.
  void end_unasked();

  /// Calls `handler(error_code)` once when a socket is ready.
  template <class Handler>
  void async_wait(Handler&& handler) {
    set_.async_wait(boost::asio::posix::descriptor_base::wait_read, std::forward<Handler>(handler));
  }

  /// The sockets that are ready now, at most so many that other work of the event loop
  /// gets its turn; the others are there at the next wait. Valid until the next call.
  std::span<const epoll_event> ready();

  void close();

 private:
  bool control(int operation, int socket, std::uint32_t events);

  boost::asio::posix::stream_descriptor set_;
  std::unordered_map<int, std::uint32_t> wanted_;
  struct idle_socket {
    /// Tells whether the number means the same socket still.
    std::uint64_t inode = 0;
    clock::time_point since;
  };
  /// Those that were open when they were forgotten.
  std::unordered_map<int, idle_socket> idle_;
  std::array<epoll_event, 64> ready_{};
};

}  // namespace aurawell::net
