#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "domain/chat/close_code.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/result.hpp"
#include "net/http/http_site.hpp"
#include "net/server/chat_backend.hpp"
#include "net/server/server_options.hpp"
#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

class io_threads;
struct server_context;

/// The clients' server: web page, health checks, conversations over HTTP and chat over WebSocket,
/// on one port. A second constructor serves another site without chats on its own port.
///
/// To stop, call in this order: `stop_accepting`, `close_all`, `drained`, the destructor. All calls
/// come from one thread, which is not one of the loops' threads.
class server {
 public:
  /// `threads` and all of `behind` must outlive the server. After its destruction the server uses
  /// none of them, though the store may still call back.
  /// @param shown Null: without TLS.
  server(server_options options, io_threads& threads, const chat_backend& behind,
         std::shared_ptr<const served_certificate> shown = nullptr);

  /// `site` is called on the threads' loops, concurrently.
  server(server_options options, io_threads& threads, http_site site,
         std::shared_ptr<const served_certificate> shown = nullptr);
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Drops every open connection without a close frame.
  ~server();

  /// Listens on every loop. Fails when the address is not available, also when another process
  /// listens there. Call it once.
  result<void> start();

  /// The port that clients connect to; 0 before `start`.
  std::uint16_t port() const noexcept;

  /// Takes over `max_connections…` and `connects_per_…` while the server runs. Open connections
  /// stay.
  void adopt_limits(const server_options& changed);

  /// Closes the listening sockets: from here on the system refuses new connections.
  void stop_accepting();

  /// Sends on every WebSocket the events that its session has published and closes it; a plain HTTP
  /// connection closes after its current reply. Returns at once.
  void close_all(close_code code, const std::string& reason);

  /// Blocks until no connection is open; false when `patience` ran out first.
  bool drained(std::chrono::milliseconds patience);

 private:
  struct impl;
  server(std::shared_ptr<server_context> context, io_threads& threads);

  std::unique_ptr<impl> impl_;
};

}  // namespace aurawell::net
