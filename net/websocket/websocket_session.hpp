#pragma once

#include <boost/beast/websocket/stream.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ports/session_gateway.hpp"
#include "net/http/http_messages.hpp"
#include "net/server/chat_arrival.hpp"
#include "net/server/client_socket.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/heartbeat.hpp"
#include "net/server/loop_connections.hpp"
#include "net/server/message_buffer.hpp"
#include "net/server/server_loop.hpp"
#include "net/server/idle_watch.hpp"
#include "net/server/event_channel.hpp"
#include "net/server/write_watch.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// One client's WebSocket: frames in become commands for its session, events of the
/// session become frames out. It watches that the client is alive, and ends with
/// exactly one `on_closed`. Lives on its loop's thread; only `wake` is for others.
class websocket_session final : public connection,
                                public client_socket::owner,
                                public event_channel::writer,
                                public std::enable_shared_from_this<websocket_session> {
 public:
  /// Somebody who is not known is upgraded and closed with 4001, because a browser can
  /// read that, but not why an upgrade was refused. The connection's id is given here.
  websocket_session(tcp_socket socket, std::shared_ptr<server_loop> loop,
                    connection_quota::ticket ticket, chat_arrival arrival);
  ~websocket_session() override;

  /// Answers the upgrade, which has been checked, and goes on from there.
  void start(const request_message& request);

  void on_due(clock::time_point now) override;
  void shut_down(close_code code, const std::string& reason) override;
  void abort() override;
  void on_teardown() override;
  void wake() override;

 private:
  using error_code = boost::beast::error_code;
  using stream = boost::beast::websocket::stream<client_socket, false>;

  /// Where the connection is; it only moves forward.
  ///   open      both sides talk
  ///   draining  the session has closed; what it said before still leaves
  ///   closing   our close frame is on its way, its handler ends the connection
  ///   failing   Beast closes for an error or by the client's wish, the pending read
  ///             ends the connection
  enum class phase : unsigned char { upgrading, open, draining, closing, failing, ended };

  void set_up_stream(const request_message& request);
  void on_upgraded(error_code fault);
  void read_more();
  void on_read(error_code fault, std::size_t bytes);
  void on_message(std::string_view message);
  void on_wake();
  void write_next();
  /// `received_at` of the text in the frame; the epoch: nobody measures it.
  void on_written(error_code fault, clock::time_point received_at);

  void join_session();
  /// The user has shown another token.
  void renew(const shown_token& shown);
  void expire(std::optional<wall_time> at);

  void heard_something();
  /// How far what was written has come.
  void look_at_writes(clock::time_point now);
  /// The client still takes what was sent before the ping, which it has not seen.
  bool is_behind(clock::time_point now);
  void check_pulse(clock::time_point now);
  void on_ping_sent();
  clock::time_point next_due() const noexcept;
  bool is_writing() const noexcept { return writing_ || pinging_; }

  frame_inspector& inspector() noexcept { return stream_.next_layer().inspector(); }
  void enter(phase next);
  void begin_close(close_code code, std::string_view reason);
  /// For what Beast does not see: it takes no part in this close.
  void close_with(std::uint16_t code);
  void write_close();
  void end(std::string_view why);

  stream stream_;
  std::shared_ptr<server_loop> loop_;
  connection_quota::ticket ticket_;
  std::shared_ptr<event_channel> channel_;
  std::unique_ptr<session_handler> session_;
  /// Null once the session knows it.
  std::unique_ptr<chat_arrival> arrival_;
  user_id user_;
  connection_id id_;
  /// A message under way in each direction; both return their memory when it is through.
  message_buffer incoming_;
  std::string outgoing_;
  heartbeat pulse_;
  idle_watch idle_;
  write_watch write_;
  /// When the token ends.
  clock::time_point expiry_ = clock::time_point::max();
  phase phase_ = phase::upgrading;
  bool writing_ = false;
  bool pinging_ = false;
  /// For a close frame that waits until Beast has written what it has begun.
  std::optional<std::uint16_t> unsent_close_;
};

}  // namespace aurawell::net
