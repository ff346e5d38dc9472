// Sending the replies of an http_session, and the end of its connection.
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "net/dispatch/http_session.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/request_rules.hpp"
#include "net/http/transport_security.hpp"
#include "net/rest/rest_messages.hpp"
#include "net/rest/router.hpp"
#include "net/socket/lingering_close.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// How long a client may continue to send after its last reply.
constexpr std::chrono::milliseconds linger_time{2'000};

}  // namespace

void http_session::send_last(http_reply reply, wall_time now) {
  stopping_ = true;
  send(std::move(reply), now);
}

void http_session::send(http_reply reply, wall_time now) {
  count_reply(reply.status);
  if (rest_ && is_rest_path(path_and_query(request()))) {
    add_cors_headers(reply, to_page_question(request()), options().allowed_origins);
  }
  if (socket_.is_encrypted()) {
    add_transport_security(reply, view(request()[http::field::host]), options().tls_hsts_max_age);
  }
  exchange_->compression =
      loop_->server->compressor.begin(reply, view(request()[http::field::accept_encoding]));
  if (exchange_->compression) {
    // It waits for nothing, so it needs no limit of time.
    phase_ = phase::compressing;
    loop_->connections->set_due(*this, clock::time_point::max());
    compress(now);
  } else {
    write(std::move(reply), now);
  }
}

void http_session::compress(wall_time now) {
  if (phase_ != phase::compressing) {
    return;
  }
  if (exchange_->compression->step()) {
    boost::asio::post(loop_->io, [self = shared_from_this(), now] { self->compress(now); });
    return;
  }
  auto reply = std::move(*exchange_->compression).take();
  exchange_->compression.reset();
  write(std::move(reply), now);
}

void http_session::write(http_reply reply, wall_time now) {
  phase_ = phase::replying;
  exchange_->write.begin(clock::now());
  loop_->connections->set_due(*this, exchange_->write.due());
  stopping_ = stopping_ || loop_->server->is_ending || !wants_keep_alive(request());
  exchange_->seen.status = reply.status;
  exchange_->response = to_bytes(std::move(reply), request(), !stopping_, now);
  exchange_->seen.reply_bytes = boost::asio::buffer_size(exchange_->response.buffers());
  boost::asio::async_write(
      socket_, exchange_->response.buffers(),
      [self = shared_from_this()](error_code fault, std::size_t) { self->on_sent(fault); });
}

void http_session::on_sent(error_code fault) {
  if (phase_ == phase::ended) {
    return;
  }
  log_request(!fault);
  if (fault) {
    end();
  } else if (stopping_) {
    linger();
  } else {
    await_request();
  }
}

void http_session::await_request() {
  phase_ = phase::idle;
  const auto behind = std::move(exchange_->behind);
  exchange_.reset();
  if (behind.empty()) {
    allow(options().keep_alive_timeout);
    await_bytes();
  } else {
    take(behind);
  }
}

void http_session::linger() {
  phase_ = phase::lingering;
  exchange_.reset();
  allow(linger_time);
  close_lingering(socket_, [self = shared_from_this()] { self->end(); });
}

void http_session::watch_write(clock::time_point now) {
  exchange_->write.look(now, progress_of(socket_.raw().native_handle()).taken);
  if (exchange_->write.is_stalled(now)) {
    end();
  } else {
    loop_->connections->set_due(*this, exchange_->write.due());
  }
}

}  // namespace aurawell::net
