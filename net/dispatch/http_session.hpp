#pragma once

#include <atomic>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "net/dispatch/reply_slot.hpp"
#include "net/dispatch/rest_service.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/http_replies.hpp"
#include "net/http/message_types.hpp"
#include "net/http/request_reader.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/server_loop.hpp"
#include "net/server/write_watch.hpp"
#include "net/websocket/chat_target.hpp"
#include "net/websocket/websocket_session.hpp"

namespace aurawell::net {

/// One socket that speaks HTTP/1.1, request after request, until it ends or becomes a
/// WebSocket. Between requests it holds no buffer. On its loop's thread only.
class http_session final : public connection, public std::enable_shared_from_this<http_session> {
 public:
  /// @param rest Null: there are no routes.
  http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
               std::shared_ptr<rest_service> rest, connection_quota::ticket ticket);
  ~http_session() override;

  /// Waits for the first request.
  void start();

  void on_due(clock::time_point now) override;
  void shut_down(close_code, const std::string&) override;
  void abort() override { end(); }

 private:
  using error_code = boost::system::error_code;

  /// `idle` is between two requests, `waiting` is for a handler's reply.
  enum class phase : unsigned char { reading, waiting, replying, idle, lingering, ended };

  /// One request and the reply to it.
  struct exchange {
    exchange(request_limits limits, std::chrono::milliseconds write_timeout)
        : reader{limits}, write{write_timeout} {}

    request_reader reader;
    /// What came behind the request: at most the rest of one read.
    std::string behind;
    reply_bytes response;
    write_watch write;
    std::shared_ptr<reply_slot> awaited;
    /// For those who work on the reply: nobody waits for it any more.
    std::shared_ptr<std::atomic<bool>> has_left = std::make_shared<std::atomic<bool>>(false);
  };

  // http_session_transport.cpp
  void await_bytes();
  void on_readable(error_code fault);
  void take(std::string_view bytes);
  /// Has the client send the body that it announced.
  void go_ahead();
  /// Notices while a reply is waited for that the client has dropped the connection. One that
  /// only ends its sending side still wants the reply.
  void watch_client();
  void on_client_gone();
  void stop_watching();
  /// Sends the reply and closes the connection behind it: what follows the request, or is
  /// left of it, must not be read as the next one.
  void send_last(http_reply reply, wall_time now);
  void send(http_reply reply, wall_time now);
  void on_sent(error_code fault);
  /// The reply is still being written; ends the connection if it stands still.
  void watch_write(clock::time_point now);
  void await_request();
  void linger();
  void end();

  // http_session.cpp
  /// Whether a body is wanted, though nothing of it has come.
  bool takes_body();
  http_reply reply_without_room(wall_time now) const;
  void answer();
  void answer_path(wall_time now);
  void serve(std::string_view target, wall_time now);
  void wait_for(const pending_reply& pending);
  void on_reply(const reply_maker& reply);
  /// Where the client is, empty when that cannot be said.
  std::string address_of(const request_message& request) const;
  /// What a gateway in front says about the user; a peer that is gone is no gateway.
  gateway_word gateway_of(const request_message& request) const;
  void admit(chat_target target, wall_time now);
  /// Gives the connection away for an answer of the model.
  void hand_over(chat_exchange question);
  void refuse_haste(const user_id& user, std::chrono::milliseconds wait, wall_time now);
  void upgrade(chat_arrival arrival);

  void allow(std::chrono::milliseconds time) {
    loop_->connections->set_due(*this, clock::now() + time);
  }
  const server_options& options() const { return loop_->server->options; }
  const request_message& request() { return exchange_->reader.request(); }

  tcp_socket socket_;
  std::shared_ptr<server_loop> loop_;
  std::shared_ptr<rest_service> rest_;
  connection_quota::ticket ticket_;
  /// None before the first byte of a request.
  std::unique_ptr<exchange> exchange_;
  phase phase_ = phase::reading;
  bool stopping_ = false;
  bool watches_client_ = false;
};

}  // namespace aurawell::net
