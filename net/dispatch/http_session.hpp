#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/address/proxy_header.hpp"
#include "net/dispatch/http_exchange.hpp"
#include "net/dispatch/rest_service.hpp"
#include "net/http/http_messages.hpp"
#include "net/http/http_replies.hpp"
#include "net/http/message_types.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/server_loop.hpp"
#include "net/websocket/chat_target.hpp"
#include "net/websocket/websocket_session.hpp"

namespace aurawell::net {

/// One socket that speaks HTTP/1.1, request after request, until it closes or becomes a WebSocket.
/// Holds no buffer between requests. Use it on its loop's thread only.
class http_session final : public connection, public std::enable_shared_from_this<http_session> {
 public:
  /// @param rest Null: no routes.
  http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
               std::shared_ptr<rest_service> rest, connection_quota::ticket ticket);
  ~http_session() override;

  /// Starts to wait for the first request.
  void start();

  void on_due(clock::time_point now) override;
  void shut_down(close_code, const std::string&) override;
  void abort() override { end(); }

 private:
  using error_code = boost::system::error_code;

  /// `securing`: in the handshake of TLS. `idle`: between two requests. `waiting`: for a handler's
  /// reply. `compressing`: the reply, before it is sent.
  enum class phase : unsigned char {
    securing,
    reading,
    waiting,
    compressing,
    replying,
    idle,
    lingering,
    ended
  };

  // http_session_transport.cpp
  void await_bytes();
  void on_readable(error_code fault);
  /// Turns TLS on; false: there is no memory for it.
  bool begin_tls();
  void on_tls_progress();
  void refuse_plain_text();
  void begin_exchange();
  void take(std::string_view bytes);
  /// Sends 100 Continue, so that the client sends the body that it announced.
  void send_continue();
  /// Detects, while a reply is awaited, that the client has dropped the connection. A client that
  /// only shuts down its sending side still wants the reply.
  void watch_client();
  void on_client_gone();
  void stop_watching();
  void end();

  // http_session_proxy.cpp
  /// Decides whether the peer must send one.
  void expect_proxy_header();
  /// Takes what has arrived of it, and not a byte more.
  void take_proxy_header();
  void accept_proxy_header(const proxy_header& header);
  /// For log and metrics.
  void note_bad_proxy_header(proxy_header::state why) const;
  void refuse_proxy_header(proxy_header::state why);
  /// A reply if nobody can say whose request it is, because its `Forwarded` is broken.
  std::optional<http_reply> refuse_forwarded(wall_time now) const;
  /// The client's address; empty when a gateway does not say it.
  std::string address_of(const request_message& request) const;
  /// What a gateway in front says about the user.
  gateway_word gateway_of(const request_message& request) const;

  // http_session_replies.cpp
  /// Sends the reply, then closes: bytes behind the request must not be read as the next one.
  void send_last(http_reply reply, wall_time now);
  void send(http_reply reply, wall_time now);
  /// Compresses a part of the reply; gives way to other connections before the next.
  void compress(wall_time now);
  void write(http_reply reply, wall_time now);
  void on_sent(error_code fault);
  /// Checks the write of the reply; drops the connection if it is stalled.
  void watch_write(clock::time_point now);
  void await_request();
  void linger();

  // http_session.cpp
  /// Whether a body is expected and none of it has arrived.
  bool takes_body();
  http_reply reply_without_room(wall_time now) const;
  void answer();
  void answer_path(wall_time now);
  void serve(std::string_view target, wall_time now);
  void wait_for(const pending_reply& pending);
  void on_reply(const reply_maker& reply);
  /// The pattern of the request's path, for metrics.
  std::string_view route() const;
  /// For metrics. Does nothing if the request is not for a chat.
  void count_refused_chat(handshake_outcome outcome) const;
  void count_reply(unsigned status) const;
  /// The request's line in the log. Not for a request that has not arrived as a whole.
  void log_request(bool is_complete);
  void open_chat(chat_target target, wall_time now);
  /// Moves the connection to the object that streams an answer of the model.
  void hand_over(chat_exchange question);
  void refuse_haste(const user_id& user, std::chrono::milliseconds wait, wall_time now);
  void upgrade(chat_arrival arrival);

  void allow(std::chrono::milliseconds time) {
    loop_->connections->set_due(*this, clock::now() + time);
  }
  const server_options& options() const { return loop_->server->options; }
  const request_message& request() const { return exchange_->reader.request(); }

  peer_socket socket_;
  /// The other end, or whom its header of the PROXY protocol names; 0.0.0.0 if that names nobody.
  /// Kept, because the system forgets it when the peer resets the connection.
  boost::asio::ip::address peer_;
  /// What has arrived of the proxy's header; null: none is expected, or no longer.
  std::unique_ptr<std::string> proxied_;
  std::shared_ptr<server_loop> loop_;
  std::shared_ptr<rest_service> rest_;
  connection_quota::ticket ticket_;
  /// Null before the first byte of a request.
  std::unique_ptr<http_exchange> exchange_;
  phase phase_ = phase::reading;
  bool stopping_ = false;
  bool watches_client_ = false;
};

}  // namespace aurawell::net
