#include "net/http_session.hpp"

#include <spdlog/spdlog.h>

#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/chat_target.hpp"
#include "net/http_messages.hpp"
#include "net/http_routes.hpp"
#include "net/websocket_session.hpp"

namespace aurawell::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using error_code = beast::error_code;

/// How long, and how much, a client may go on sending after its last reply, so that
/// the reply is not lost to a reset.
constexpr std::chrono::milliseconds linger_time{2'000};
constexpr std::size_t linger_bytes = 1024 * 1024;
constexpr std::size_t linger_step = 4096;

/// One socket that speaks HTTP/1.1, request after request. On its loop's thread only.
class http_session final : public connection, public std::enable_shared_from_this<http_session> {
 public:
  http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
               connection_quota::ticket ticket);
  ~http_session() override { end(); }

  void read_request();

  void on_due(clock::time_point) override { end(); }
  void shut_down(close_code, const std::string&) override;
  void abort() override { end(); }

 private:
  enum class phase : unsigned char { reading, replying, lingering, ended };

  void on_read(error_code fault, std::size_t);
  void answer(const request_message& request, wall_time now);
  void upgrade(const request_message& request, chat_target target);
  void send(http_reply reply, const request_message& request, wall_time now);
  void on_sent(error_code fault, std::size_t);
  void await_request();
  void linger();
  void on_leftover(error_code fault, std::size_t bytes);

  void allow(std::chrono::milliseconds time) {
    loop_->connections->set_due(*this, clock::now() + time);
  }
  const server_options& options() const { return loop_->server->options; }
  void end();

  tcp_socket socket_;
  std::shared_ptr<server_loop> loop_;
  connection_quota::ticket ticket_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  response_message response_;
  std::size_t leftover_bytes_ = 0;
  phase phase_ = phase::reading;
  bool stopping_ = false;
};

http_session::http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
                           connection_quota::ticket ticket)
    : socket_{std::move(socket)}, loop_{std::move(loop)}, ticket_{std::move(ticket)} {
  loop_->connections->add(*this, clock::now() + options().handshake_timeout);
}

void http_session::read_request() {
  allow(options().handshake_timeout);
  phase_ = phase::reading;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(options().max_header_bytes));
  parser_->body_limit(options().max_body_bytes);
  http::async_read(socket_, buffer_, *parser_,
                   beast::bind_front_handler(&http_session::on_read, shared_from_this()));
}

void http_session::on_read(error_code fault, std::size_t) {
  if (phase_ == phase::ended) {
    return;
  }
  const auto now = std::chrono::system_clock::now();
  if (!fault) {
    answer(parser_->release(), now);
  } else if (auto reply = reply_to_fault(fault, now)) {
    // What else is in the buffer cannot be told apart from the rest of this request.
    stopping_ = true;
    send(*std::move(reply), {}, now);
  } else {
    end();
  }
}

void http_session::answer(const request_message& request, wall_time now) {
  const auto target = path_and_query(request);
  auto chat = parse_chat_target(target);
  if (ticket_.refused()) {
    stopping_ = true;
    spdlog::info("connection refused: {} are open", options().max_connections);
    send(overloaded_reply(now), request, now);
  } else if (request.version() >= 11 && request.count(http::field::host) != 1) {
    send(error_reply(400, ec::bad_format, "the Host header must be there once", now), request, now);
  } else if (!chat) {
    const http_query query{view(request.method_string()), target,
                           view(request[http::field::if_none_match])};
    send(answer_http(query, loop_->server->files, loop_->server->census, now), request, now);
  } else if (auto refusal = refuse_upgrade(request, buffer_.size() > 0, options(), now)) {
    send(*std::move(refusal), request, now);
  } else {
    upgrade(request, *std::move(chat));
  }
}

void http_session::upgrade(const request_message& request, chat_target target) {
  loop_->connections->remove(*this);
  phase_ = phase::ended;
  std::make_shared<websocket_session>(std::move(socket_), loop_, std::move(ticket_),
                                      std::move(target))
      ->start(request);
}

void http_session::send(http_reply reply, const request_message& request, wall_time now) {
  phase_ = phase::replying;
  allow(options().write_timeout);
  response_ = to_message(std::move(reply), request, request.keep_alive() && !stopping_, now);
  http::async_write(socket_, response_,
                    beast::bind_front_handler(&http_session::on_sent, shared_from_this()));
}

void http_session::on_sent(error_code fault, std::size_t) {
  if (phase_ == phase::ended) {
    return;
  }
  if (fault) {
    end();
  } else if (response_.keep_alive() && !stopping_) {
    await_request();
  } else {
    linger();
  }
}

void http_session::await_request() {
  if (buffer_.size() > 0) {
    read_request();
    return;
  }
  phase_ = phase::reading;
  allow(options().keep_alive_timeout);
  parser_.reset();
  response_ = {};
  buffer_.shrink_to_fit();
  socket_.async_wait(tcp_socket::wait_read, [self = shared_from_this()](error_code fault) {
    if (!fault && self->phase_ != phase::ended) {
      self->read_request();
    }
  });
}

void http_session::linger() {
  phase_ = phase::lingering;
  allow(linger_time);
  error_code ignored;
  socket_.shutdown(tcp_socket::shutdown_send, ignored);
  buffer_.clear();
  socket_.async_read_some(
      buffer_.prepare(linger_step),
      beast::bind_front_handler(&http_session::on_leftover, shared_from_this()));
}

void http_session::on_leftover(error_code fault, std::size_t bytes) {
  leftover_bytes_ += bytes;
  if (fault || phase_ == phase::ended || leftover_bytes_ > linger_bytes) {
    end();
    return;
  }
  socket_.async_read_some(
      buffer_.prepare(linger_step),
      beast::bind_front_handler(&http_session::on_leftover, shared_from_this()));
}

void http_session::shut_down(close_code, const std::string&) {
  stopping_ = true;
  if (phase_ == phase::reading) {
    end();
  }
}

void http_session::end() {
  if (phase_ == phase::ended) {
    return;
  }
  phase_ = phase::ended;
  error_code ignored;
  socket_.close(ignored);
  loop_->connections->remove(*this);
  ticket_.release();
}

}  // namespace

void start_http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
                        connection_quota::ticket ticket) {
  std::make_shared<http_session>(std::move(socket), std::move(loop), std::move(ticket))
      ->read_request();
}

}  // namespace aurawell::net
