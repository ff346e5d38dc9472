#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "net/chat_target.hpp"
#include "net/connection_quota.hpp"
#include "net/http_messages.hpp"
#include "net/reply_slot.hpp"
#include "net/server_loop.hpp"
#include "net/websocket_session.hpp"

namespace aurawell::net {

/// One socket that speaks HTTP/1.1, request after request, until it ends or becomes a
/// WebSocket. On its loop's thread only.
class http_session final : public connection, public std::enable_shared_from_this<http_session> {
 public:
  http_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
               connection_quota::ticket ticket);
  ~http_session() override { end(); }

  /// Begins with the first request.
  void read_request();

  void on_due(clock::time_point) override;
  void shut_down(close_code, const std::string&) override;
  void abort() override { end(); }

 private:
  using error_code = boost::beast::error_code;

  /// `waiting` is for a handler's reply.
  enum class phase : unsigned char { reading, waiting, replying, lingering, ended };

  void on_read(error_code fault, std::size_t);
  void answer(const request_message& request, wall_time now);
  void serve(const request_message& request, std::string_view target, wall_time now);
  void wait_for(const pending_reply& pending);
  void on_reply(const reply_maker& reply);
  /// Where the client is, empty when that cannot be said.
  std::string address_of(const request_message& request) const;
  void admit(const request_message& request, chat_target target, wall_time now);
  /// Gives the connection away for an answer of the model.
  void hand_over(const request_message& request, chat_exchange exchange);
  void refuse_haste(const request_message& request, const user_id& user,
                    std::chrono::milliseconds wait, wall_time now);
  void upgrade(const request_message& request, chat_arrival arrival);
  void send(http_reply reply, const request_message& request, wall_time now);
  void on_sent(error_code fault, std::size_t);
  void await_request();
  void linger();

  void allow(std::chrono::milliseconds time) {
    loop_->connections->set_due(*this, clock::now() + time);
  }
  const server_options& options() const { return loop_->server->options; }
  void end();

  tcp_socket socket_;
  std::shared_ptr<server_loop> loop_;
  connection_quota::ticket ticket_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  response_message response_;
  std::shared_ptr<reply_slot> awaited_;
  phase phase_ = phase::reading;
  bool stopping_ = false;
};

}  // namespace aurawell::net
