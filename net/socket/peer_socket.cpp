#include "net/socket/peer_socket.hpp"

#include <boost/asio/error.hpp>

namespace aurawell::net {

std::size_t peer_socket::read_some(std::span<char> to, error_code& fault) {
  if (!tls_) {
    return raw_.read_some(boost::asio::buffer(to.data(), to.size()), fault);
  }
  const auto [result, bytes] = tls_->read(to);
  fault = fault_of(result);
  read_waits_for_ =
      result == tls_engine::state::wants_write ? tcp_socket::wait_write : tcp_socket::wait_read;
  return bytes;
}

void peer_socket::end_sending(std::function<void()> then) {
  if (tls_ && tls_->end_sending() == tls_engine::state::wants_write) {
    raw_.async_wait(tcp_socket::wait_write, [this, then = std::move(then)](error_code fault) {
      if (fault) {
        then();
      } else {
        end_sending(then);
      }
    });
    return;
  }
  error_code ignored;
  raw_.shutdown(tcp_socket::shutdown_send, ignored);
  then();
}

void peer_socket::close() noexcept {
  if (tls_) {
    tls_->end_sending();
    tls_->disconnect();
  }
  error_code ignored;
  raw_.close(ignored);
}

peer_socket::error_code peer_socket::fault_of(tls_engine::state result) noexcept {
  switch (result) {
    case tls_engine::state::done: return {};
    case tls_engine::state::wants_read:
    case tls_engine::state::wants_write: return boost::asio::error::would_block;
    case tls_engine::state::ended: return boost::asio::error::eof;
    case tls_engine::state::cut_off: return boost::asio::error::connection_reset;
    case tls_engine::state::plain_text: return plain_text();
    case tls_engine::state::failed: break;
  }
  return boost::asio::error::connection_aborted;
}

}  // namespace aurawell::net
