#pragma once

#include <boost/asio/post.hpp>
#include <boost/beast/core/async_base.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_prefix.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/system/errc.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "net/socket/frame_inspector.hpp"
#include "net/socket/lingering_close.hpp"

namespace aurawell::net {

/// The socket below a WebSocket. It is a type of its own for two reasons: the frames that Beast
/// reads are inspected, and Beast finds the teardown below in place of its own. Beast's teardown
/// drops a client that is still sending; a reset could then overtake the close frame.
class client_socket : public peer_socket {
 public:
  class owner {
   public:
    owner() = default;
    owner(const owner&) = delete;
    owner& operator=(const owner&) = delete;
    virtual ~owner() = default;

    /// Beast has sent its last frame. From here only the client ends the connection, so the owner
    /// must limit the time.
    virtual void on_teardown() = 0;
  };

  client_socket(peer_socket socket, owner& told) noexcept
      : peer_socket{std::move(socket)}, owner_{&told} {}

  owner& socket_owner() const noexcept { return *owner_; }

  frame_inspector& inspector() noexcept { return inspector_; }

  /// Called by Beast. Once the inspector has an answer, Beast must read no more: reads fail with
  /// `bad_frames`.
  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler);

  /// Called by Beast.
  friend void beast_close_socket(client_socket& socket) { socket.close(); }

  static boost::system::error_code bad_frames() noexcept {
    return make_error_code(boost::system::errc::protocol_error);
  }

 private:
  template <class Buffers, class Handler>
  class read_op;

  template <class Buffers>
  std::size_t inspect(const Buffers& received);

  owner* owner_;
  frame_inspector inspector_;
};

template <class Buffers, class Handler>
class client_socket::read_op : public boost::beast::async_base<Handler, executor_type> {
 public:
  read_op(client_socket& socket, const Buffers& buffers, Handler handler)
      : boost::beast::async_base<Handler, executor_type>{std::move(handler), socket.get_executor()},
        socket_{&socket},
        buffers_{buffers} {}

  void operator()(boost::system::error_code fault, std::size_t bytes) {
    const auto passed = socket_->inspect(boost::beast::buffers_prefix(bytes, buffers_));
    if (passed == 0 && bytes > 0) {
      fault = bad_frames();
    }
    this->complete_now(fault, passed);
  }

 private:
  client_socket* socket_;
  Buffers buffers_;
};

template <class Buffers, class Handler>
void client_socket::async_read_some(const Buffers& buffers, Handler&& handler) {
  if (inspector_.answer()) {
    boost::asio::post(get_executor(),
                      boost::beast::bind_handler(std::forward<Handler>(handler), bad_frames(), 0U));
    return;
  }
  using operation = read_op<Buffers, std::decay_t<Handler>>;
  peer_socket::async_read_some(buffers, operation{*this, buffers, std::forward<Handler>(handler)});
}

template <class Buffers>
std::size_t client_socket::inspect(const Buffers& received) {
  std::size_t passed = 0;
  for (const auto part : boost::beast::buffers_range_ref(received)) {
    const auto some = inspector_.pass({static_cast<const char*>(part.data()), part.size()});
    passed += some;
    if (some < part.size()) {
      break;
    }
  }
  return passed;
}

/// Called by Beast.
template <class Handler>
void async_teardown(boost::beast::role_type, client_socket& socket, Handler&& handler) {
  socket.socket_owner().on_teardown();
  auto then = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
  close_lingering(socket, [then] { (*then)(boost::system::error_code{}); });
}

}  // namespace aurawell::net
