#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/errc.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include "net/socket/tcp_socket.hpp"
#include "net/tls/tls_engine.hpp"

namespace aurawell::net {

/// The socket of one client: plain TCP, or TLS over it once `encrypt` was called. Plain sockets pay
/// one comparison for each call. Use it on its loop's thread only; it must not move while an
/// operation is pending. One read and one write may be pending together.
class peer_socket {
 public:
  using executor_type = loop_executor;
  using error_code = boost::system::error_code;

  explicit peer_socket(tcp_socket raw) noexcept : raw_{std::move(raw)} {}

  executor_type get_executor() noexcept { return raw_.get_executor(); }

  /// For options, addresses and errors of TCP. Bytes must not pass it while TLS is on.
  tcp_socket& raw() noexcept { return raw_; }
  const tcp_socket& raw() const noexcept { return raw_; }

  /// The next bytes are TLS; the first reads make the handshake. `tls` is for this socket.
  void encrypt(std::unique_ptr<tls_engine> tls) noexcept { tls_ = std::move(tls); }
  bool is_encrypted() const noexcept { return tls_ != nullptr; }
  bool is_established() const noexcept { return tls_ && tls_->is_established(); }
  /// Bytes pass as they are from now on; pending operations of TLS end.
  void go_plain() noexcept { tls_.reset(); }
  /// Bytes that a small write takes beside its own.
  std::size_t overhead() const noexcept { return tls_ ? tls_->overhead() : 0; }

  /// Reads what is there. Fails with `would_block` without bytes, with `eof` when the client has
  /// ended its side, with `connection_reset` when the end may have cut bytes off, with
  /// `plain_text` when the client does not speak TLS.
  std::size_t read_some(std::span<char> to, error_code& fault);
  static error_code plain_text() noexcept {
    return make_error_code(boost::system::errc::wrong_protocol_type);
  }

  /// Calls `handler(fault)` when `read_some` is worth a call.
  template <class Handler>
  void async_wait_bytes(Handler&& handler);

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler);
  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler);

  /// Ends the server's side, of TLS too; then calls `then`, which must keep this socket alive.
  void end_sending(std::function<void()> then);

  /// Tells the client, if that is possible at once, and closes. Pending operations end.
  void close() noexcept;

 private:
  template <class Step, class Handler>
  class tls_operation;
  template <class Buffers>
  struct read_step;
  template <class Buffers>
  struct write_step;

  /// The fault of an outcome: `would_block` when the call must be repeated.
  static error_code fault_of(tls_engine::state result) noexcept;

  tcp_socket raw_;
  std::unique_ptr<tls_engine> tls_;
  /// What the last read must wait for.
  tcp_socket::wait_type read_waits_for_ = tcp_socket::wait_read;
};

}  // namespace aurawell::net

// IWYU pragma: begin_keep
#include "net/socket/peer_socket_operations.hpp"
// IWYU pragma: end_keep
