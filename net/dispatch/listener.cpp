#include "net/dispatch/listener.hpp"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <chrono>
#include <utility>

#include "domain/log/log.hpp"
#include "net/dispatch/http_session.hpp"
#include "net/socket/free_endpoint.hpp"

namespace aurawell::net {
namespace {

using boost::asio::ip::tcp;
using error_code = boost::system::error_code;
using reuse_port = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
using unsent_limit = boost::asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;

/// Limit of unsent bytes in the system. Without it the system holds megabytes for a client that
/// reads nothing: our limits do not count that memory, and the outbox never becomes full.
constexpr int most_unsent_bytes = 16 * 1024;

/// Pause after a failed accept. The usual cause, a lack of file descriptors, lasts for a while, and
/// the connections wait in the system's queue.
constexpr std::chrono::milliseconds accept_pause{100};

void log_not_accepted(const error_code& fault) {
  logging::error(
      "connection.not_accepted",
      {{"detail", fault.message()}, {"hint", "usually the limit of open files is too low"}});
}

}  // namespace

listener::listener(std::shared_ptr<server_loop> loop, std::shared_ptr<const loop_group> all,
                   std::shared_ptr<rest_service> rest)
    : loop_{std::move(loop)},
      all_{std::move(all)},
      rest_{std::move(rest)},
      acceptor_{loop_->io.get_executor()},
      pause_{loop_->io.get_executor()} {}

result<void> listener::listen(const tcp::endpoint& endpoint) {
  error_code fault;
  const auto attempt = [&](auto&& step) {
    if (!fault) {
      step();
    }
  };
  attempt([&] { acceptor_.open(endpoint.protocol(), fault); });
  attempt([&] { acceptor_.set_option(tcp::acceptor::reuse_address{true}, fault); });
  attempt([&] { acceptor_.set_option(reuse_port{true}, fault); });
  attempt([&] { acceptor_.bind(endpoint, fault); });
  attempt([&] { acceptor_.listen(tcp::acceptor::max_listen_connections, fault); });
  if (fault) {
    return error{ec::bad_configuration, describe_listen_fault(endpoint, fault)};
  }
  return {};
}

result<void> listener::adopt(listening_socket socket) {
  error_code fault;
  acceptor_.assign(socket.endpoint().protocol(), socket.number(), fault);
  if (fault) {
    return error{ec::bad_configuration, "cannot use a socket that listens: " + fault.message()};
  }
  is_kept_ = socket.is_kept();
  socket.release();
  return {};
}

result<listening_socket> listener::share() {
  return listening_socket::check(
      file_descriptor{::fcntl(acceptor_.native_handle(), F_DUPFD_CLOEXEC, 0)}, is_kept_);
}

tcp::endpoint listener::endpoint() const {
  error_code fault;
  return acceptor_.local_endpoint(fault);
}

void listener::run() {
  acceptor_.async_accept(peer_,
                         [self = shared_from_this()](const error_code& fault, tcp_socket socket) {
                           self->on_accept(fault, std::move(socket));
                         });
}

void listener::stop() {
  if (!is_kept_) {
    accept_waiting();
  }
  release();
}

/// Does not call the acceptor's `close`: that one relies on the system to end the watch of the
/// socket, which it does only when nobody else has the socket.
void listener::release() {
  error_code ignored;
  if (acceptor_.is_open()) {
    ::close(acceptor_.release(ignored));
  }
  pause_.cancel();
}

/// The system resets connections that it still holds when the listening socket closes.
void listener::accept_waiting() {
  error_code fault;
  acceptor_.non_blocking(true, fault);
  while (acceptor_.is_open() && !fault) {
    auto socket = acceptor_.accept(peer_, fault);
    if (!fault) {
      start_session(std::move(socket));
    }
  }
}

void listener::on_accept(const error_code& fault, tcp_socket socket) {
  if (!fault) {
    // Also after a `stop` that came between the accept and this call.
    start_session(std::move(socket));
  }
  if (!acceptor_.is_open()) {
    return;
  }
  if (!fault) {
    run();
  } else if (fault == boost::asio::error::connection_aborted) {
    run();
  } else {
    log_not_accepted(fault);
    run_later();
  }
}

void listener::run_later() {
  pause_.expires_after(accept_pause);
  pause_.async_wait([self = shared_from_this()](const error_code&) {
    if (self->acceptor_.is_open()) {
      self->run();
    }
  });
}

void listener::start_session(tcp_socket socket) {
  if (loop_->connections->has_ended()) {
    return;
  }
  auto& server = *loop_->server;
  auto ticket = server.quota.enter(server.addresses.find(peer_.address(), {}));
  if (!ticket) {
    return;
  }
  error_code ignored;
  socket.set_option(tcp::no_delay{true}, ignored);
  socket.set_option(unsent_limit{most_unsent_bytes}, ignored);
  if (const auto& chosen = all_->for_new(loop_); chosen != loop_) {
    pass_on(std::move(socket), *std::move(ticket), chosen);
    return;
  }
  std::make_shared<http_session>(std::move(socket), loop_, rest_, *std::move(ticket))->start();
}

void listener::pass_on(tcp_socket socket, connection_quota::ticket ticket,
                       std::shared_ptr<server_loop> lighter) {
  error_code fault;
  const auto protocol = peer_.protocol();
  const auto handle = socket.release(fault);
  auto& io = lighter->io;
  tcp_socket moved{io.get_executor()};
  if (!fault) {
    moved.assign(protocol, handle, fault);
  }
  if (fault) {
    // Neither socket owns the handle after a failed `assign`.
    if (handle >= 0) {
      ::close(handle);
    }
    log_not_accepted(fault);
    return;
  }
  boost::asio::post(io, [rest = rest_, lighter = std::move(lighter), moved = std::move(moved),
                         ticket = std::move(ticket)]() mutable {
    if (!lighter->connections->has_ended()) {
      std::make_shared<http_session>(std::move(moved), std::move(lighter), std::move(rest),
                                     std::move(ticket))
          ->start();
    }
  });
}

}  // namespace aurawell::net
