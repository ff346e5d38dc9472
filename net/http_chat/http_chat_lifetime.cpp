// Timeouts and closing of an http_chat_session, and the end of its session.
#include <boost/asio/error.hpp>
#include <chrono>
#include <utility>

#include "domain/log/log.hpp"
#include "net/http_chat/http_chat_session.hpp"
#include "net/socket/lingering_close.hpp"

namespace aurawell::net {
namespace {

/// How long a client may go on sending after its answer.
constexpr std::chrono::milliseconds linger_time{2'000};

/// A comment that keeps a stream of events alive.
constexpr std::string_view still_here = ": still here\n\n";
constexpr std::string_view interim_response = "HTTP/1.1 100 Continue\r\n\r\n";

ec reason_of(close_code code) noexcept {
  switch (code) {
    case close_code::rate_limited: return ec::rate_limited;
    case close_code::internal_fault: return ec::internal;
    case close_code::unauthenticated: return ec::token_invalid;
    default: return ec::unavailable;
  }
}

}  // namespace

http_chat_session::~http_chat_session() {
  leave_session();
  end("its loop is gone");
}

void http_chat_session::leave_session() {
  if (channel_) {
    loop_->server->users.left(user_, *channel_);
    channel_->detach();
  }
  if (const auto session = std::exchange(session_, nullptr)) {
    session->on_closed();
  }
}

void http_chat_session::on_close(const event_channel::close_order& order) {
  const answer_failure why{{reason_of(order.code), order.reason}};
  if (phase_ == phase::asking) {
    reply(writer_->refusal(why, std::chrono::system_clock::now()));
  } else {
    writer_->break_off(why, made_);
    write_stream(true);
  }
}

void http_chat_session::watch_client() {
  drop_bytes(socket_, [self = shared_from_this()](error_code fault) {
    if (fault == boost::asio::error::eof && self->phase_ != phase::ended) {
      self->on_client_done();
    } else {
      self->end("client closed");
    }
  });
}

void http_chat_session::on_client_done() {
  client_done_ = true;
  if (phase_ == phase::lingering) {
    end("client closed");
    return;
  }
  // Whether the client has closed both directions is visible only by a reset, which our next bytes
  // cause.
  socket_.raw().async_wait(tcp_socket::wait_error,
                           [self = shared_from_this()](error_code) { self->end("client closed"); });
  if (stops_when_closed()) {
    probe_client();
  }
}

void http_chat_session::probe_client() {
  if (writing_) {
    return;
  }
  if (phase_ == phase::streaming) {
    made_ += still_here;
    write_stream(false);
  } else if (phase_ == phase::asking && answered_.version >= 11) {
    // The only interim response that every client skips (RFC 9110, section 15.2); some clients take
    // any other for the final one.
    outgoing_ = interim_response;
    write_outgoing();
  }
}

bool http_chat_session::stops_when_closed() const noexcept {
  const bool is_openai = exchange_.format == chat_format::completion ||
                         exchange_.format == chat_format::completion_stream;
  return is_openai && loop_->server->options.stop_closed_completions;
}

void http_chat_session::stop_answer() {
  if (session_ && stops_when_closed()) {
    logging::debug("request.ends_with_connection", {{"connection", id_}, {"request", request_}});
    session_->on_command(cancel_command{request_});
  }
}

void http_chat_session::linger() {
  phase_ = phase::lingering;
  loop_->connections->set_due(*this, clock::now() + linger_time);
  socket_.end_sending([self = shared_from_this()] {
    if (self->client_done_) {
      self->end("client closed");
    }
  });
}

connection::clock::time_point http_chat_session::idle_due() const {
  const auto& options = loop_->server->options;
  return writer_->is_stream() ? said_at_ + options.heartbeat_interval
                              : asked_at_ + options.answer_timeout;
}

void http_chat_session::begin_write(clock::time_point now) {
  writing_ = true;
  write_.begin(now);
  loop_->connections->set_due(*this, write_.due());
}

void http_chat_session::watch_write(clock::time_point now) {
  write_.look(now, progress_of(socket_.raw().native_handle()).taken);
  if (write_.is_stalled(now)) {
    end("client takes nothing");
  } else {
    loop_->connections->set_due(*this, write_.due());
  }
}

void http_chat_session::on_due(clock::time_point now) {
  if (writing_) {
    watch_write(now);
  } else if (phase_ == phase::lingering) {
    end("it took too long");
  } else if (writer_->is_stream()) {
    made_ += still_here;
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
  // The answer ends with the server, not with this connection.
  leave_session();
  end("server drops it");
}

connection_names http_chat_session::names() const noexcept {
  return channel_ ? connection_names{&id_, &user_} : connection_names{};
}

connection_facts http_chat_session::facts() {
  connection_facts known;
  known.id = id_;
  known.user = user_;
  known.kind = "http";
  known.state = phase_ == phase::asking || phase_ == phase::streaming ? "open" : "closing";
  known.since =
      std::chrono::system_clock::now() -
      std::chrono::duration_cast<std::chrono::system_clock::duration>(clock::now() - asked_at_);
  known.address = ticket_.address();
  known.traffic = traffic_of(socket_.raw().native_handle());
  if (session_) {
    known.session = session_->session();
    known.questions = session_->unfinished();
  }
  return known;
}

void http_chat_session::end(std::string_view why) {
  if (phase_ == phase::ended) {
    return;
  }
  log_access(seen_, address_, phase_ == phase::lingering, id_, request_);
  phase_ = phase::ended;
  logging::debug("connection.ended", {{"connection", id_}, {"reason", why}});
  stop_answer();
  socket_.close();
  loop_->connections->remove(*this);
  leave_session();
  ticket_.release();
}

}  // namespace aurawell::net
