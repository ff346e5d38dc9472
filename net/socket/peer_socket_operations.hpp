#pragma once

// The asynchronous operations of peer_socket.

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <boost/beast/core/async_base.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <cstring>
#include <string_view>

#include "net/socket/peer_socket.hpp"

namespace aurawell::net {

/// Repeats a step of the engine until it does not have to wait for the socket.
template <class Step, class Handler>
class peer_socket::tls_operation : public boost::beast::async_base<Handler, executor_type> {
 public:
  tls_operation(peer_socket& socket, Step step, Handler handler)
      : boost::beast::async_base<Handler, executor_type>{std::move(handler), socket.get_executor()},
        socket_{&socket},
        step_{std::move(step)} {}

  void run(bool has_waited) {
    const auto [result, bytes] = step_(*socket_->tls_);
    const auto fault = fault_of(result);
    if (fault != boost::asio::error::would_block) {
      this->complete(has_waited, fault, bytes);
      return;
    }
    auto& raw = socket_->raw_;
    raw.async_wait(
        result == tls_engine::state::wants_write ? tcp_socket::wait_write : tcp_socket::wait_read,
        std::move(*this));
  }

  void operator()(error_code fault) {
    if (!fault && !socket_->tls_) {
      fault = boost::asio::error::operation_aborted;
    }
    if (fault) {
      this->complete_now(fault, std::size_t{0});
    } else {
      run(true);
    }
  }

 private:
  peer_socket* socket_;
  Step step_;
};

/// Reads into the first buffer that has room.
template <class Buffers>
struct peer_socket::read_step {
  tls_engine::outcome operator()(tls_engine& tls) const {
    for (const auto part : boost::beast::buffers_range_ref(buffers)) {
      if (part.size() > 0) {
        return tls.read({static_cast<char*>(part.data()), part.size()});
      }
    }
    return {tls_engine::state::done, 0};
  }

  Buffers buffers;
};

/// Joins the buffers to one record: a frame's header and its text would else be two.
template <class Buffers>
struct peer_socket::write_step {
  tls_engine::outcome operator()(tls_engine& tls) const {
    std::array<char, tls_engine::record_bytes> joined;
    std::size_t size = 0;
    for (const auto part : boost::beast::buffers_range_ref(buffers)) {
      const auto some = std::min(part.size(), joined.size() - size);
      if (size == 0 && some == joined.size()) {
        return tls.write({static_cast<const char*>(part.data()), some});
      }
      if (some > 0) {
        std::memcpy(joined.data() + size, part.data(), some);
        size += some;
      }
    }
    return size == 0 ? tls_engine::outcome{tls_engine::state::done, 0}
                     : tls.write({joined.data(), size});
  }

  Buffers buffers;
};

template <class Handler>
void peer_socket::async_wait_bytes(Handler&& handler) {
  if (!tls_) {
    raw_.async_wait(tcp_socket::wait_read, std::forward<Handler>(handler));
  } else if (tls_->has_bytes()) {
    boost::asio::post(get_executor(), boost::beast::bind_front_handler(
                                          std::forward<Handler>(handler), error_code{}));
  } else {
    raw_.async_wait(read_waits_for_, std::forward<Handler>(handler));
  }
}

template <class Buffers, class Handler>
void peer_socket::async_read_some(const Buffers& buffers, Handler&& handler) {
  if (!tls_) {
    raw_.async_read_some(buffers, std::forward<Handler>(handler));
    return;
  }
  using step = read_step<Buffers>;
  tls_operation<step, std::decay_t<Handler>>{*this, step{buffers}, std::forward<Handler>(handler)}
      .run(false);
}

template <class Buffers, class Handler>
void peer_socket::async_write_some(const Buffers& buffers, Handler&& handler) {
  if (!tls_) {
    raw_.async_write_some(buffers, std::forward<Handler>(handler));
    return;
  }
  using step = write_step<Buffers>;
  tls_operation<step, std::decay_t<Handler>>{*this, step{buffers}, std::forward<Handler>(handler)}
      .run(false);
}

}  // namespace aurawell::net
