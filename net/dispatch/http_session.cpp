// Requests and replies of an http_session.
#include "net/dispatch/http_session.hpp"

#include <chrono>
#include <utility>
#include <variant>

#include "domain/log/log.hpp"
#include "net/auth/identify.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/request_token.hpp"
#include "net/http/target_rules.hpp"
#include "net/http_chat/http_chat_session.hpp"
#include "net/rest/rest_messages.hpp"
#include "net/rest/router.hpp"
#include "net/websocket/websocket_handshake.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// The methods that some route serves. Without routes only files and pages are served.
constexpr std::string_view methods_of_routes = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
constexpr std::string_view methods_of_sites = "GET, HEAD, OPTIONS";

/// Who it is that wants to chat as `named`; a malformed name is as good as none.
result<caller> identify_named(const chat_backend& chats, std::string_view token,
                              const gateway_word& gateway, const user_id& named, wall_time now) {
  if (named.empty()) {
    return error{ec::bad_format, "user id is malformed"};
  }
  return identify(chats.gate, token, gateway, named, now);
}

}  // namespace

bool http_session::takes_body() {
  const auto target = path_and_query(request());
  return !ticket_.is_refused() && rest_ && is_rest_path(target) && !parse_chat_target(target);
}

http_reply http_session::reply_without_room(wall_time now) const {
  if (ticket_.why_refused() == connection_quota::refusal::address) {
    logging::info("connection.refused", {{"reason", "max_connections_per_address"}});
    return crowded_address_reply(now);
  }
  logging::info("connection.refused",
                {{"reason", "max_connections"}, {"connections", loop_->server->quota.open()}});
  return overloaded_reply(now);
}

void http_session::answer() {
  const auto now = std::chrono::system_clock::now();
  const auto methods = rest_ ? methods_of_routes : methods_of_sites;
  // The bytes behind may be frames, or a tunnel that a gateway opened without reading the reply.
  stopping_ = stopping_ || asks_for_upgrade(request());
  if (ticket_.is_refused()) {
    count_refused_chat(ticket_.why_refused() == connection_quota::refusal::address
                           ? handshake_outcome::crowded
                           : handshake_outcome::full);
    send_last(reply_without_room(now), now);
  } else if (auto refused = refuse_target(request(), loop_->server->hosts, now)) {
    count_refused_chat(handshake_outcome::invalid);
    send_last(*std::move(refused), now);
  } else if (auto unreadable = refuse_forwarded(now)) {
    count_refused_chat(handshake_outcome::invalid);
    send_last(*std::move(unreadable), now);
  } else if (auto reply = answer_without_path(request(), methods, now)) {
    // After a request for a tunnel the client sends no HTTP.
    stopping_ = stopping_ || request().method() == http::verb::connect;
    send(*std::move(reply), now);
  } else {
    answer_path(now);
  }
}

void http_session::answer_path(wall_time now) {
  const auto target = path_and_query(request());
  auto chat = loop_->server->chats ? parse_chat_target(target) : std::nullopt;
  const bool has_more = !exchange_->behind.empty();
  if (!chat) {
    serve(target, now);
  } else if (auto refusal = refuse_upgrade(request(), has_more, options(), now)) {
    stopping_ = stopping_ || has_more;
    count_refused_chat(handshake_outcome::invalid);
    send(*std::move(refusal), now);
  } else {
    open_chat(*std::move(chat), now);
  }
}

void http_session::serve(std::string_view target, wall_time now) {
  const auto& server = *loop_->server;
  if (!rest_ || !is_rest_path(target)) {
    auto answer = server.site(to_query(request()), now);
    if (auto* reply = std::get_if<http_reply>(&answer)) {
      send(std::move(*reply), now);
    } else {
      wait_for(std::get<pending_reply>(answer));
    }
    return;
  }
  auto asked = to_rest_request(request(), address_of(request()), now);
  asked.gateway = gateway_of(request());
  asked.has_left = exchange_->has_left;
  auto answer = answer_rest(all_routes(), rest_->backend(), std::move(asked));
  if (auto* reply = std::get_if<http_reply>(&answer)) {
    send(std::move(*reply), now);
  } else if (auto* question = std::get_if<chat_exchange>(&answer)) {
    hand_over(std::move(*question));
  } else {
    wait_for(std::get<pending_reply>(answer));
  }
}

void http_session::wait_for(const pending_reply& pending) {
  phase_ = phase::waiting;
  allow(options().request_timeout);
  watch_client();
  exchange_->awaited = std::make_shared<reply_slot>(
      loop_->io, [self = shared_from_this()](const reply_maker& reply) { self->on_reply(reply); });
  // A handler that still works on the reply uses objects of the server.
  pending([slot = exchange_->awaited, rest = rest_](reply_maker reply) {
    slot->deliver(std::move(reply));
  });
}

void http_session::on_reply(const reply_maker& reply) {
  const auto self = shared_from_this();
  exchange_->has_left->store(true);
  std::exchange(exchange_->awaited, nullptr)->cancel();
  const auto now = std::chrono::system_clock::now();
  send(reply(now), now);
}

void http_session::log_request(bool is_complete) {
  if (exchange_ && exchange_->seen.arrived_at != clock::time_point{}) {
    log_access(exchange_->seen, address_of(request()), is_complete);
    exchange_->seen.arrived_at = {};
  }
}

void http_session::open_chat(chat_target target, wall_time now) {
  auto& server = *loop_->server;
  if (server.is_ending) {
    // The pace at which chats are closed is made for those that are open.
    count_refused_chat(handshake_outcome::stopping);
    send_last(stopping_reply(now), now);
    return;
  }
  connect_request client;
  client.address = address_of(request());
  client.resume = target.resume();
  client.lang = target.lang;
  client.user = std::move(target.user);
  client.trace = trace_of(request());
  if (const auto wait = server.take_connect({}, client.address)) {
    refuse_haste(client.user, *wait, now);
    return;
  }
  auto known = identify_named(*server.chats, token_of(request(), target.token),
                              gateway_of(request()), client.user, now);
  // Strangers must not use up what the user may do.
  if (const auto wait = known ? server.take_connect(client.user, {}) : std::nullopt) {
    refuse_haste(client.user, *wait, now);
  } else if (!ticket_.count_for(client.address)) {
    count_refused_chat(handshake_outcome::crowded);
    send_last(crowded_address_reply(now), now);
  } else {
    upgrade({std::move(client), std::move(known)});
  }
}

void http_session::refuse_haste(const user_id& user, std::chrono::milliseconds wait,
                                wall_time now) {
  logging::info("upgrade.refused", {{"reason", "connects_too_often"}, {"user", user}});
  count_refused_chat(handshake_outcome::too_often);
  send_last(rate_limited_reply(wait, now), now);
}

std::string_view http_session::route() const {
  const auto target = path_and_query(request());
  if (target.empty() || exchange_->reader.now() == request_reader::state::failed) {
    return "unreadable";
  }
  const auto path = target.substr(0, target.find('?'));
  if (parse_chat_target(path)) {
    return chat_pattern;
  }
  if (!is_rest_path(path)) {
    return "page";
  }
  const auto pattern = pattern_of(all_routes(), path);
  return pattern.empty() ? "none" : pattern;
}

void http_session::count_refused_chat(handshake_outcome outcome) const {
  if (rest_ && parse_chat_target(path_and_query(request()))) {
    loop_->server->measured().handshake_ended(outcome);
  }
}

void http_session::count_reply(unsigned status) const {
  if (rest_) {
    loop_->server->measured().request_answered(view(request().method_string()),
                                               exchange_->seen.route, status);
  }
}

void http_session::upgrade(chat_arrival arrival) {
  stop_watching();
  loop_->connections->remove(*this);
  phase_ = phase::ended;
  std::make_shared<websocket_session>(std::move(socket_), loop_, std::move(ticket_),
                                      std::move(arrival))
      ->start(request());
}

void http_session::hand_over(chat_exchange question) {
  question.question.trace = trace_of(request());
  stop_watching();
  loop_->connections->remove(*this);
  phase_ = phase::ended;
  reply_traits traits{request()};
  traits.route = exchange_->seen.route;
  std::make_shared<http_chat_session>(std::move(socket_), loop_, std::move(ticket_),
                                      std::move(question), std::move(traits),
                                      std::move(exchange_->seen))
      ->start();
}

}  // namespace aurawell::net
