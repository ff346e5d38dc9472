// Reading, timeouts and closing of an http_session.
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "net/dispatch/http_session.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/request_rules.hpp"

namespace aurawell::net {
namespace {

/// Bytes of one read. They are on the stack, so a waiting socket needs no buffer.
constexpr std::size_t read_bytes = 8 * 1024;

constexpr std::string_view go_ahead_line = "HTTP/1.1 100 Continue\r\n\r\n";

/// Thousands of connections may wait for their first byte; memory for a request is allocated then.
static_assert(sizeof(http_session) <= 224);

}  // namespace

http_session::http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
                           std::shared_ptr<rest_service> rest, connection_quota::ticket ticket)
    : socket_{std::move(socket)},
      loop_{std::move(loop)},
      rest_{std::move(rest)},
      ticket_{std::move(ticket)} {
  const bool is_secured = loop_->server->certificate != nullptr;
  phase_ = is_secured ? phase::securing : phase::reading;
  loop_->connections->add(*this, clock::now() + (is_secured ? options().tls_handshake_timeout
                                                            : options().handshake_timeout));
}

http_session::~http_session() {
  end();
}

void http_session::start() {
  error_code ignored;
  socket_.raw().non_blocking(true, ignored);
  error_code gone;
  peer_ = socket_.raw().remote_endpoint(gone).address();
  if (gone) {
    end();
    return;
  }
  expect_proxy_header();
  await_bytes();
}

void http_session::await_bytes() {
  socket_.async_wait_bytes(
      [self = shared_from_this()](error_code fault) { self->on_readable(fault); });
}

void http_session::on_readable(error_code fault) {
  if (phase_ == phase::ended) {
    return;
  }
  if (!fault && proxied_) {
    take_proxy_header();
    return;
  }
  if (!fault && phase_ == phase::securing && !socket_.is_encrypted() && !begin_tls()) {
    end();
    return;
  }
  std::array<char, read_bytes> bytes;
  const auto size = fault ? 0 : socket_.read_some(bytes, fault);
  on_tls_progress();
  if (fault == boost::asio::error::would_block) {
    await_bytes();
  } else if (fault == peer_socket::plain_text()) {
    refuse_plain_text();
  } else if (fault) {
    end();
  } else {
    take({bytes.data(), size});
  }
}

bool http_session::begin_tls() {
  const auto& certificate = *loop_->server->certificate;
  socket_.encrypt(tls_engine::make(*certificate.current(), certificate.handshakes(),
                                   socket_.raw().native_handle()));
  return socket_.is_encrypted();
}

void http_session::on_tls_progress() {
  if (phase_ == phase::securing && socket_.is_established()) {
    phase_ = phase::reading;
    allow(options().handshake_timeout);
  }
}

void http_session::refuse_plain_text() {
  socket_.go_plain();
  begin_exchange();
  const auto now = std::chrono::system_clock::now();
  send_last(error_reply(400, ec::bad_format, "this port speaks TLS: use https:// or wss://", now),
            now);
}

void http_session::begin_exchange() {
  exchange_ = std::make_unique<http_exchange>(
      request_limits{options().max_header_bytes, options().max_body_bytes},
      options().write_timeout);
}

void http_session::take(std::string_view bytes) {
  if (!exchange_) {
    begin_exchange();
  }
  if (phase_ == phase::idle) {
    phase_ = phase::reading;
    allow(options().handshake_timeout);
  }
  auto& reader = exchange_->reader;
  exchange_->behind = bytes.substr(reader.take(bytes));
  if (reader.now() == request_reader::state::complete ||
      reader.now() == request_reader::state::failed) {
    exchange_->seen.arrived(request());
    exchange_->seen.route = route();
  }
  if (reader.now() == request_reader::state::complete) {
    answer();
  } else if (reader.now() == request_reader::state::failed) {
    const auto now = std::chrono::system_clock::now();
    send_last(reply_to_fault(reader.fault(), now), now);
  } else if (!reader.is_continue_due()) {
    await_bytes();
  } else if (takes_body()) {
    send_continue();
  } else {
    // The client may send its body although it was refused.
    stopping_ = true;
    answer();
  }
}

void http_session::send_continue() {
  boost::asio::async_write(socket_, boost::asio::buffer(go_ahead_line.data(), go_ahead_line.size()),
                           [self = shared_from_this()](error_code fault, std::size_t) {
                             if (fault) {
                               self->end();
                             } else if (self->phase_ != phase::ended) {
                               self->await_bytes();
                             }
                           });
}

void http_session::watch_client() {
  if (std::exchange(watches_client_, true)) {
    return;
  }
  socket_.raw().async_wait(tcp_socket::wait_error, [self = shared_from_this()](error_code fault) {
    if (!fault) {
      self->on_client_gone();
    }
  });
}

void http_session::on_client_gone() {
  if (phase_ == phase::waiting) {
    end();
  }
}

void http_session::stop_watching() {
  if (std::exchange(watches_client_, false)) {
    error_code ignored;
    socket_.raw().cancel(ignored);
  }
}

void http_session::on_due(clock::time_point now) {
  if (proxied_) {
    note_bad_proxy_header(proxy_header::state::incomplete);
  }
  if (phase_ == phase::replying) {
    watch_write(now);
    return;
  }
  if (phase_ != phase::waiting) {
    end();
    return;
  }
  on_reply([](wall_time at) {
    return error_reply(504, ec::timed_out, "the answer was not ready in time", at);
  });
}

void http_session::shut_down(close_code, const std::string&) {
  stopping_ = true;
  // A request that has begun to arrive is still answered.
  if (phase_ == phase::securing || phase_ == phase::idle ||
      (phase_ == phase::reading && !exchange_)) {
    end();
  }
}

void http_session::end() {
  if (phase_ == phase::ended) {
    return;
  }
  phase_ = phase::ended;
  log_request(false);
  socket_.close();
  loop_->connections->remove(*this);
  // Released last: code that waits until all connections are closed requires that the above is
  // done.
  const auto loop = loop_;
  const auto ticket = std::move(ticket_);
  if (exchange_) {
    exchange_->has_left->store(true);
  }
  if (const auto slot = exchange_ ? std::exchange(exchange_->awaited, nullptr) : nullptr) {
    // The slot may hold the last reference to this connection.
    slot->cancel();
  }
}

}  // namespace aurawell::net
