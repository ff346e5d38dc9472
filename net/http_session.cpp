#include "net/http_session.hpp"

#include <spdlog/spdlog.h>

#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <cstdint>
#include <utility>
#include <variant>

#include "net/host_header.hpp"
#include "net/http_chat/http_chat_session.hpp"
#include "net/lingering_close.hpp"
#include "net/request_token.hpp"
#include "net/rest/rest_messages.hpp"
#include "net/rest/router.hpp"
#include "net/websocket_handshake.hpp"

namespace aurawell::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

/// Who it is that wants to chat as `named`; a malformed name is as good as none.
result<caller> identify(const chat_backend& chats, std::string_view token, const user_id& named,
                        wall_time now) {
  if (named.empty()) {
    return error{ec::bad_format, "user id is malformed"};
  }
  return chats.gate.admit(token, named, now);
}

/// How long a client may go on sending after its last reply.
constexpr std::chrono::milliseconds linger_time{2'000};

}  // namespace

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
    answer(parser_->get(), now);
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
  auto chat = loop_->server->chats ? parse_chat_target(target) : std::nullopt;
  if (ticket_.refused()) {
    stopping_ = true;
    spdlog::info("connection refused: {} are open", loop_->server->quota.open());
    send(overloaded_reply(now), request, now);
  } else if (auto fault = refuse_host(request, now)) {
    stopping_ = true;
    send(*std::move(fault), request, now);
  } else if (!chat) {
    serve(request, target, now);
  } else if (auto refusal = refuse_upgrade(request, buffer_.size() > 0, options(), now)) {
    // What a client sends behind such a request may be frames.
    stopping_ = stopping_ || asks_for_upgrade(request);
    send(*std::move(refusal), request, now);
  } else {
    admit(request, *std::move(chat), now);
  }
}

void http_session::serve(const request_message& request, std::string_view target, wall_time now) {
  const auto& server = *loop_->server;
  if (!server.rest || !is_rest_path(target)) {
    send(server.site(to_query(request), now), request, now);
    return;
  }
  auto answer =
      answer_rest(all_routes(), *server.rest, to_rest_request(request, address_of(request), now));
  if (auto* reply = std::get_if<http_reply>(&answer)) {
    send(std::move(*reply), request, now);
  } else if (auto* exchange = std::get_if<chat_exchange>(&answer)) {
    hand_over(request, std::move(*exchange));
  } else {
    wait_for(std::get<pending_reply>(answer));
  }
}

void http_session::wait_for(const pending_reply& pending) {
  phase_ = phase::waiting;
  allow(options().request_timeout);
  awaited_ = std::make_shared<reply_slot>(
      loop_->io, [self = shared_from_this()](const reply_maker& reply) { self->on_reply(reply); });
  // Whoever still works on the reply needs what the server lends to handlers.
  pending([slot = awaited_, server = loop_->server](reply_maker reply) {
    slot->deliver(std::move(reply));
  });
}

void http_session::on_reply(const reply_maker& reply) {
  const auto self = shared_from_this();
  std::exchange(awaited_, nullptr)->cancel();
  const auto now = std::chrono::system_clock::now();
  send(reply(now), parser_->get(), now);
}

void http_session::on_due(clock::time_point) {
  if (phase_ != phase::waiting) {
    end();
    return;
  }
  on_reply([](wall_time now) {
    return error_reply(504, ec::timed_out, "the answer was not ready in time", now);
  });
}

std::string http_session::address_of(const request_message& request) const {
  error_code gone;
  const auto peer = socket_.remote_endpoint(gone).address();
  return gone ? "" : loop_->server->addresses.find(peer, forwarded_for(request));
}

void http_session::admit(const request_message& request, chat_target target, wall_time now) {
  auto& server = *loop_->server;
  connect_request who;
  who.address = address_of(request);
  who.resume = target.resume();
  who.lang = target.lang;
  who.user = std::move(target.user);
  if (const auto wait = server.admit({}, who.address)) {
    refuse_haste(request, who.user, *wait, now);
    return;
  }
  auto known = identify(*server.chats, token_of(request, target.token), who.user, now);
  // Strangers must not use up what the user may do.
  if (const auto wait = known ? server.admit(who.user, {}) : std::nullopt) {
    refuse_haste(request, who.user, *wait, now);
  } else {
    upgrade(request, {std::move(who), std::move(known)});
  }
}

void http_session::refuse_haste(const request_message& request, const user_id& user,
                                std::chrono::milliseconds wait, wall_time now) {
  spdlog::info("upgrade refused: user {} or its address connects too often", user.value);
  stopping_ = true;
  send(rate_limited_reply(wait, now), request, now);
}

void http_session::upgrade(const request_message& request, chat_arrival arrival) {
  loop_->connections->remove(*this);
  phase_ = phase::ended;
  std::make_shared<websocket_session>(std::move(socket_), loop_, std::move(ticket_),
                                      std::move(arrival))
      ->start(request);
}

void http_session::hand_over(const request_message& request, chat_exchange exchange) {
  loop_->connections->remove(*this);
  phase_ = phase::ended;
  std::make_shared<http_chat_session>(std::move(socket_), loop_, std::move(ticket_),
                                      std::move(exchange), answered_request{request})
      ->start();
}

void http_session::send(http_reply reply, const request_message& request, wall_time now) {
  phase_ = phase::replying;
  allow(options().write_timeout);
  if (loop_->server->rest && is_rest_path(path_and_query(request))) {
    add_cors_headers(reply, to_page_question(request), options().allowed_origins);
  }
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
  close_lingering(socket_, [self = shared_from_this()] { self->end(); });
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
  if (const auto slot = std::exchange(awaited_, nullptr)) {
    // It may be the last to hold this connection.
    slot->cancel();
  }
}

}  // namespace aurawell::net
