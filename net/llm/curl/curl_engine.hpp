#pragma once

#include <curl/curl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <vector>

#include "net/llm/curl/curl_options.hpp"
#include "net/llm/curl/socket_set.hpp"

namespace aurawell {
class telemetry;
}

namespace aurawell::net {

class curl_exchange;
class curl_mailbox;

/// The part of a curl_loop that runs on its thread. The pending wait for sockets owns the engine,
/// so it is destroyed after `close` or with the io_context, whichever comes first.
class curl_engine : public std::enable_shared_from_this<curl_engine> {
 public:
  static std::shared_ptr<curl_engine> make(boost::asio::io_context& loop,
                                           std::shared_ptr<curl_mailbox> mailbox,
                                           std::shared_ptr<telemetry> measures,
                                           const curl_options& options);

  curl_engine(boost::asio::io_context& loop, std::shared_ptr<curl_mailbox> mailbox,
              std::shared_ptr<telemetry> measures, const curl_options& options);
  curl_engine(const curl_engine&) = delete;
  curl_engine& operator=(const curl_engine&) = delete;
  ~curl_engine();

  void read_mail();
  void note_read(curl_exchange& exchange);

  /// Drops every exchange without a call to it. May be called twice.
  void close();

 private:
  static int on_socket(CURL* handle, curl_socket_t socket, int events, void* engine, void* known);
  static curl_socket_t on_open(void* engine, curlsocktype purpose, curl_sockaddr* address);
  static int on_timeout_wish(CURLM* multi, long wait_ms, void* engine);

  void make_handles();
  void wait_for_sockets();
  void serve_sockets();
  void set_timer(long wait_ms);
  /// Runs curl for the socket, then passes on everything that it has read.
  void act(curl_socket_t socket, int readiness);
  void pass_on_reads();
  void collect_ended();
  void serve_stops();

  void add(std::shared_ptr<curl_exchange> exchange);
  void launch(curl_exchange& exchange);
  void end(curl_exchange& exchange, CURLcode outcome);
  void remove(curl_exchange& exchange);
  void begin_linger(curl_exchange& exchange);
  void start_linger_timer();
  void sweep_lingering();
  /// Sets curl's limit of connections: those in use and a few more.
  void bound_connections();
  void start_idle_timer();
  void sweep_idle();

  std::shared_ptr<curl_mailbox> mailbox_;
  std::shared_ptr<telemetry> measures_;
  socket_set sockets_;
  boost::asio::steady_timer timer_;
  boost::asio::steady_timer linger_timer_;
  bool linger_timer_runs_ = false;
  const curl_options options_;
  boost::asio::steady_timer idle_timer_;
  bool idle_timer_runs_ = false;
  CURLM* multi_ = nullptr;
  /// Shared TLS sessions, so that a new connection can resume one.
  CURLSH* share_ = nullptr;
  std::vector<std::shared_ptr<curl_exchange>> running_;
  std::vector<curl_exchange*> noted_;
  /// When the read returned that the noted exchanges come from.
  std::chrono::steady_clock::time_point read_at_{};
};

}  // namespace aurawell::net
