#include "net/http_chat/http_chat_session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <utility>
#include <variant>

#include "domain/log/log.hpp"
#include "net/http/cors.hpp"
#include "net/http/transport_security.hpp"
#include "net/http_chat/stream_bytes.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// Hint to a client whose address has too many connections.
constexpr std::chrono::milliseconds crowded_pause{5'000};

wall_time wall_now() {
  return std::chrono::system_clock::now();
}

/// The request id of a question without one; a client that resumes the session computes the same.
request_id name_for(const session_id& session) {
  return {"r_" + session.value};
}

/// The terminal status of the request, if this event is one.
const status_update* end_of(const request_id& request, const server_event& event) noexcept {
  const auto* update = std::get_if<status_update>(&event.body);
  const bool is_end = update != nullptr && event.scope && event.scope->request == request &&
                      is_terminal(update->status);
  return is_end ? update : nullptr;
}

connection::clock::time_point read_time(const server_event& event) noexcept {
  const auto* delta = std::get_if<answer_delta>(&event.body);
  return delta != nullptr ? delta->received_at : connection::clock::time_point{};
}

}  // namespace

reply_traits::reply_traits(const request_message& request)
    : version{request.version()},
      origin{view(request[http::field::origin])},
      host{view(request[http::field::host])} {}

http_chat_session::http_chat_session(peer_socket socket, std::shared_ptr<server_loop> loop,
                                     connection_quota::ticket ticket, chat_exchange exchange,
                                     reply_traits request, http_access seen)
    : socket_{std::move(socket)},
      loop_{std::move(loop)},
      ticket_{std::move(ticket)},
      exchange_{std::move(exchange)},
      answered_{std::move(request)},
      request_{exchange_.question.request},
      writer_{make_answer_writer(exchange_, wall_now())},
      id_{loop_->server->make_connection_id()},
      seen_{std::move(seen)},
      address_{exchange_.client.address},
      asked_at_{clock::now()},
      said_at_{asked_at_},
      write_{loop_->server->options.write_timeout} {
  loop_->connections->add(*this, idle_due());
}

void http_chat_session::start() {
  watch_client();
  const auto& client = exchange_.client;
  if (const auto wait = loop_->server->take_connect(client.user, client.address)) {
    logging::info("question.refused", {{"reason", "connects_too_often"}, {"user", client.user}});
    const error why{ec::rate_limited, "too many new connections in a minute"};
    reply(writer_->refusal({why, *wait}, wall_now()));
  } else if (!ticket_.count_for(client.address)) {
    const error why{ec::rate_limited, "too many connections of this address"};
    reply(writer_->refusal({why, crowded_pause}, wall_now()));
  } else {
    join_session();
  }
}

void http_chat_session::join_session() {
  const auto& options = loop_->server->options;
  auto& question = exchange_.question;
  if (request_.empty() && exchange_.client.resume) {
    request_ = name_for(exchange_.client.resume->session);
  }
  channel_ = std::make_shared<event_channel>(
      *this, outbox_limits{options.outbox_bytes, options.outbox_frames});
  exchange_.client.connection = id_;
  exchange_.client.over = transport::http;
  user_ = exchange_.client.user;
  auto& server = *loop_->server;
  server.users.answers(user_, channel_, exchange_.asker.login);
  if (server.chats->gate.is_revoked(exchange_.asker)) {
    // The login was revoked since the request was admitted.
    const error gone{ec::token_invalid, "signed out"};
    reply(writer_->refusal({gone}, wall_now()));
    return;
  }
  session_ = server.chats->gateway.connect(std::move(exchange_.client), channel_);
  if (request_.empty()) {
    request_ = name_for(session_->session());
  }
  question.request = request_;
  logging::debug("request.asked", {{"connection", id_}, {"request", request_}});
  session_->on_command(std::move(question));
  if (exchange_.cancels) {
    session_->on_command(cancel_command{request_});
  }
}

void http_chat_session::wake() {
  boost::asio::post(loop_->io, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) {
      self->write_next();
    }
  });
}

void http_chat_session::write_next() {
  while (!writing_ && (phase_ == phase::asking || phase_ == phase::streaming)) {
    const auto step = channel_->next();
    if (step.close) {
      on_close(*step.close);
    } else if (step.event) {
      taken_ = true;
      take(*step.event);
    }
    if (!step.event) {
      return;
    }
    if (!writing_) {
      settle();
    }
  }
}

void http_chat_session::take(const server_event& event) {
  const auto* last = end_of(request_, event);
  const auto* failure = last != nullptr ? std::get_if<request_failure>(&last->data) : nullptr;
  if (failure != nullptr && phase_ == phase::asking) {
    reply(writer_->refusal({{failure->code, last->message}, failure->retry_after, failure->safety},
                           wall_now()));
    return;
  }
  writer_->take(event, made_);
  if (writer_->is_stream()) {
    if (last != nullptr || phase_ == phase::streaming || writer_->begins_with(event)) {
      write_stream(last != nullptr, read_time(event));
    }
  } else if (last != nullptr) {
    reply(writer_->reply());
  }
}

void http_chat_session::add_headers(http_reply& to) const {
  to.headers.emplace_back("X-Request-Id", request_.value);
  add_cors_headers(to, {"POST", answered_.origin, answered_.host},
                   loop_->server->options.allowed_origins);
  if (socket_.is_encrypted()) {
    add_transport_security(to, answered_.host, loop_->server->options.tls_hsts_max_age);
  }
}

void http_chat_session::count_reply(unsigned status) const {
  loop_->server->measured().request_answered("POST", answered_.route, status);
}

void http_chat_session::reply(http_reply whole) {
  leave_session();
  phase_ = phase::closing;
  count_reply(whole.status);
  add_headers(whole);
  seen_.status = whole.status;
  response_ = to_bytes(std::move(whole), {}, false, wall_now());
  seen_.reply_bytes = boost::asio::buffer_size(response_.buffers());
  begin_write(clock::now());
  boost::asio::async_write(
      socket_, response_.buffers(),
      [self = shared_from_this()](error_code fault, std::size_t) { self->on_written(fault, {}); });
}

void http_chat_session::write_stream(bool is_last, clock::time_point received_at) {
  const bool is_chunked = answered_.version >= 11;
  outgoing_.clear();
  if (phase_ == phase::asking) {
    auto head = writer_->reply();
    count_reply(head.status);
    add_headers(head);
    seen_.status = head.status;
    append_stream_head(head, is_chunked, wall_now(), outgoing_);
    phase_ = phase::streaming;
  }
  append_stream_bytes(made_, is_chunked, outgoing_);
  made_.clear();
  if (is_last) {
    leave_session();
    phase_ = phase::closing;
    append_stream_end(is_chunked, outgoing_);
  } else if (outgoing_.empty()) {
    return;
  }
  write_outgoing(received_at);
}

void http_chat_session::write_outgoing(clock::time_point received_at) {
  said_at_ = clock::now();
  seen_.reply_bytes += outgoing_.size();
  begin_write(said_at_);
  boost::asio::async_write(socket_, boost::asio::buffer(std::as_const(outgoing_)),
                           [self = shared_from_this(), received_at](error_code fault, std::size_t) {
                             self->on_written(fault, received_at);
                           });
}

void http_chat_session::on_written(error_code fault, clock::time_point received_at) {
  writing_ = false;
  if (phase_ == phase::ended) {
    return;
  }
  if (fault) {
    end(fault.message());
    return;
  }
  if (received_at != clock::time_point{}) {
    loop_->server->chats->measured.frame_written(clock::now() - received_at);
  }
  if (phase_ == phase::closing) {
    linger();
    return;
  }
  loop_->connections->set_due(*this, idle_due());
  settle();
  write_next();
}

void http_chat_session::settle() {
  if (std::exchange(taken_, false) && channel_->sent() && session_) {
    session_->on_room();
  }
}

}  // namespace aurawell::net
