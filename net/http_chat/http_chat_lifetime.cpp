// The clocks and the endings of an http_chat_session.
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <chrono>
#include <utility>

#include "net/http_chat/http_chat_session.hpp"

namespace aurawell::net {
namespace {

/// How long a client may go on sending after its answer, and how much at all.
constexpr std::chrono::milliseconds linger_time{2'000};
constexpr std::size_t most_dropped_bytes = 1024 * 1024;

}  // namespace

http_chat_session::~http_chat_session() {
  end("its loop is gone");
}

void http_chat_session::read_on() {
  socket_.async_wait(tcp_socket::wait_read,
                     [self = shared_from_this()](error_code fault) { self->on_readable(fault); });
}

void http_chat_session::on_readable(error_code fault) {
  if (phase_ == phase::ended) {
    return;
  }
  std::array<char, 4096> bytes;
  dropped_bytes_ += fault ? 0 : socket_.read_some(boost::asio::buffer(bytes), fault);
  if (fault == boost::asio::error::eof) {
    on_client_done();
  } else if ((fault && fault != boost::asio::error::would_block) ||
             dropped_bytes_ > most_dropped_bytes) {
    end("client closed");
  } else {
    read_on();
  }
}

void http_chat_session::on_client_done() {
  client_done_ = true;
  if (phase_ == phase::lingering) {
    end("client closed");
    return;
  }
  // Whether it has gone altogether shows in a reset, which our next bytes bring about.
  socket_.async_wait(tcp_socket::wait_error,
                     [self = shared_from_this()](error_code) { self->end("client closed"); });
}

void http_chat_session::linger() {
  phase_ = phase::lingering;
  loop_->connections->set_due(*this, clock::now() + linger_time);
  error_code ignored;
  socket_.shutdown(tcp_socket::shutdown_send, ignored);
  if (client_done_) {
    end("client closed");
  }
}

connection::clock::time_point http_chat_session::idle_due() const {
  const auto& options = loop_->server->options;
  return writer_->is_stream() ? said_at_ + options.heartbeat_interval
                              : asked_at_ + options.answer_timeout;
}

void http_chat_session::on_due(clock::time_point) {
  if (writing_ || phase_ == phase::lingering) {
    end("it took too long");
  } else if (writer_->is_stream()) {
    made_ += ": still here\n\n";
    write_stream(false);
  } else {
    const error why{ec::timed_out, "the answer took too long; ask again with the same request_id"};
    reply(writer_->refusal({why}, std::chrono::system_clock::now()));
  }
}

void http_chat_session::shut_down(close_code code, const std::string& reason) {
  if (channel_) {
    channel_->close(code, reason);
  }
}

void http_chat_session::abort() {
  end("server drops it");
}

void http_chat_session::end(std::string_view why) {
  if (phase_ == phase::ended) {
    return;
  }
  phase_ = phase::ended;
  spdlog::debug("connection {} ended: {}", id_.value, why);
  error_code ignored;
  socket_.close(ignored);
  loop_->connections->remove(*this);
  leave_session();
  ticket_.release();
}

}  // namespace aurawell::net
