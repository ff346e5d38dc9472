#pragma once

#include <boost/beast/core/error.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "domain/ports/session_gateway.hpp"
#include "net/http/http_messages.hpp"
#include "net/http_chat/answer_writer.hpp"
#include "net/http_chat/reply_traits.hpp"
#include "net/rest/chat_exchange.hpp"
#include "net/server/access_log.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/event_channel.hpp"
#include "net/server/loop_connections.hpp"
#include "net/server/server_loop.hpp"
#include "net/socket/write_watch.hpp"

namespace aurawell::net {

/// One question over plain HTTP and the response to it. Asks a new session, or the one that it
/// resumes, and closes the connection after the answer. When the client leaves first, the answer
/// goes on, or is cancelled if the exchange says so. Use it on its loop's thread only; `wake` may
/// be called from any thread.
class http_chat_session final : public connection,
                                public event_channel::writer,
                                public std::enable_shared_from_this<http_chat_session> {
 public:
  http_chat_session(peer_socket socket, std::shared_ptr<server_loop> loop,
                    connection_quota::ticket ticket, chat_exchange exchange, reply_traits request,
                    http_access seen);
  ~http_chat_session() override;

  /// Sends the question to the session.
  void start();

  void on_due(clock::time_point now) override;
  void shut_down(close_code code, const std::string& reason) override;
  void abort() override;
  connection_names names() const noexcept override;
  connection_facts facts() override;
  void wake() override;

 private:
  using error_code = boost::beast::error_code;

  /// State of the response; it only moves forward.
  ///   asking     nothing was sent
  ///   streaming  the head was sent
  ///   closing    the last bytes are being written
  ///   lingering  all was sent; what the client still sends is dropped
  enum class phase : unsigned char { asking, streaming, closing, lingering, ended };

  void join_session();
  void leave_session();

  void watch_client();
  /// The client has said all that it wants to; it may still read.
  void on_client_done();
  /// Sends bytes that a client which has closed answers with a reset.
  void probe_client();
  /// Asks the session to cancel the answer.
  void stop_answer();
  bool stops_when_closed() const noexcept;

  void write_next();
  void take(const server_event& event);
  void on_close(const event_channel::close_order& order);
  void add_headers(http_reply& to) const;
  void count_reply(unsigned status) const;
  /// Sends the whole response.
  void reply(http_reply whole);
  /// Sends the stream's bytes that are ready.
  void write_stream(bool is_last, clock::time_point received_at = {});
  /// Writes `outgoing_`.
  void write_outgoing(clock::time_point received_at = {});
  void on_written(error_code fault, clock::time_point received_at);
  /// The event that was taken has been written, or produced no bytes.
  void settle();
  void linger();

  clock::time_point idle_due() const;
  void begin_write(clock::time_point now);
  /// Checks the present write; drops the connection if it is stalled.
  void watch_write(clock::time_point now);
  void end(std::string_view why);

  peer_socket socket_;
  std::shared_ptr<server_loop> loop_;
  connection_quota::ticket ticket_;
  chat_exchange exchange_;
  reply_traits answered_;
  /// The name of the question.
  request_id request_;
  user_id user_;
  std::unique_ptr<answer_writer> writer_;
  std::shared_ptr<event_channel> channel_;
  std::unique_ptr<session_handler> session_;
  connection_id id_;
  /// Bytes of the stream that are ready, and the same as they are on the wire.
  std::string made_;
  std::string outgoing_;
  reply_bytes response_;
  http_access seen_;
  std::string address_;
  clock::time_point asked_at_;
  clock::time_point said_at_;
  write_watch write_;
  bool writing_ = false;
  bool client_done_ = false;
  /// An event was taken and is not settled.
  bool taken_ = false;
  phase phase_ = phase::asking;
};

}  // namespace aurawell::net
