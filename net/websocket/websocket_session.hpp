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
#include "net/server/access_log.hpp"
#include "net/server/chat_arrival.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/event_channel.hpp"
#include "net/server/heartbeat.hpp"
#include "net/server/loop_connections.hpp"
#include "net/server/message_buffer.hpp"
#include "net/server/server_loop.hpp"
#include "net/socket/client_socket.hpp"
#include "net/socket/write_watch.hpp"
#include "net/wire/wire_codec.hpp"

namespace aurawell::net {

/// One client's WebSocket: decodes frames into commands for its session and encodes the session's
/// events into frames. Detects a lost client. Calls `on_closed` exactly once. Use it on its loop's
/// thread only; `wake` may be called from any thread.
class websocket_session final : public connection,
                                public client_socket::owner,
                                public event_channel::writer,
                                public std::enable_shared_from_this<websocket_session> {
 public:
  /// A client without proved identity is upgraded and then closed with 4001: a browser can read a
  /// close code, but not why an upgrade was refused. Assigns the connection's id.
  websocket_session(peer_socket socket, std::shared_ptr<server_loop> loop,
                    connection_quota::ticket ticket, chat_arrival arrival);
  ~websocket_session() override;

  /// Replies to the upgrade request, which must have been checked, and starts to read.
  void start(const request_message& request);

  void on_due(clock::time_point now) override;
  void shut_down(close_code code, const std::string& reason) override;
  bool close_if_done(close_code code, const std::function<std::string()>& reason) override;
  void abort() override;
  connection_names names() const noexcept override;
  connection_facts facts() override;
  void on_teardown() override;
  void wake() override;

 private:
  using error_code = boost::beast::error_code;
  using stream = boost::beast::websocket::stream<client_socket, false>;

  /// State of the connection; it only moves forward.
  ///   open      both sides may send
  ///   draining  the session has closed; events published before still leave
  ///   closing   our close frame is being written; its handler ends the connection
  ///   failing   Beast closes after an error or at the client's request; the pending read
  ///             ends the connection
  enum class phase : unsigned char { upgrading, open, draining, closing, failing, ended };

  void set_up_stream(const request_message& request);
  void on_upgraded(error_code fault);
  void read_more();
  void on_read(error_code fault, std::size_t bytes);
  void on_message(std::string_view message);
  void on_wake();
  void write_next();
  /// `received_at` of the text in the frame; `time_point{}`: not measured.
  void on_written(error_code fault, clock::time_point received_at);

  void join_session();
  /// The client has presented another token.
  void renew(const shown_token& shown);
  void expire(std::optional<wall_time> at);
  void on_received();
  /// Reads the progress of the present write.
  void look_at_writes(clock::time_point now);
  /// Whether the client still takes bytes sent before the ping, which it has not received.
  bool is_behind(clock::time_point now);
  void check_pulse(clock::time_point now);
  void on_ping_sent();
  clock::time_point next_due() const noexcept;
  bool is_writing() const noexcept { return writing_ || pinging_; }

  frame_inspector& inspector() noexcept { return stream_.next_layer().inspector(); }
  void enter(phase next);
  /// Notes who closes first, for metrics.
  void note_close(close_side side, std::uint16_t code) noexcept;
  telemetry& measured() const { return loop_->server->chats->measured; }
  void begin_close(close_code code, std::string_view reason);
  /// Closes for a fault that Beast does not see; Beast takes no part in this close.
  void close_with(std::uint16_t code);
  void write_close();
  void end(std::string_view why);

  stream stream_;
  std::shared_ptr<server_loop> loop_;
  connection_quota::ticket ticket_;
  std::shared_ptr<event_channel> channel_;
  std::unique_ptr<session_handler> session_;
  chat_access seen_;
  /// Null after it was passed to the session.
  std::unique_ptr<chat_arrival> arrival_;
  user_id user_;
  connection_id id_;
  /// The present message of each direction; each frees its memory when the message is complete.
  message_buffer incoming_;
  std::string outgoing_;
  heartbeat pulse_;
  idle_watch idle_;
  write_watch write_;
  /// When the token expires.
  clock::time_point expiry_ = clock::time_point::max();
  phase phase_ = phase::upgrading;
  /// How it ends, for metrics; 1006 until a close frame was sent.
  close_side closed_by_ = close_side::nobody;
  std::uint16_t closed_with_ = 1006;
  bool writing_ = false;
  bool pinging_ = false;
  /// Code of a close frame that waits until Beast has finished its present write.
  std::optional<std::uint16_t> unsent_close_;
};

}  // namespace aurawell::net
