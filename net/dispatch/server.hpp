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

namespace aurawell::net {

class io_threads;
struct server_context;

/// The service's front: web page, health checks, conversations over HTTP and chat over
/// WebSocket, on one port. Or another site on a port of its own, without chats.
///
/// Stopping has an order: `stop_accepting`, `close_all`, `drained`, then destruction.
/// Calls come from one thread, and never from one of the loops.
class server {
 public:
  /// `threads` and all of `behind` must outlive the server; nothing of them is used
  /// after its destruction, though the store may still call back.
  server(server_options options, io_threads& threads, const chat_backend& behind);

  /// `site` is called on the threads' loops, also at the same time.
  server(server_options options, io_threads& threads, http_site site);
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Drops, without a word, every connection that is still open.
  ~server();

  /// Listens on every loop. Fails when the address cannot be had, also when another
  /// process listens there. Call it once.
  result<void> start();

  /// Where clients connect; 0 before `start`.
  std::uint16_t port() const noexcept;

  /// Takes over how many may connect, and how often, while it serves: `max_connections…` and
  /// `connects_per_…`. Nobody has to go at once.
  void adopt_limits(const server_options& changed);

  /// New connections are refused by the system from here on.
  void stop_accepting();

  /// Sends every WebSocket what its session said so far and closes it; plain HTTP
  /// connections end after the reply under way. Returns at once.
  void close_all(close_code code, const std::string& reason);

  /// Waits until no connection is open; false when `patience` ran out first.
  bool drained(std::chrono::milliseconds patience);

 private:
  struct impl;
  server(std::shared_ptr<server_context> context, io_threads& threads);

  std::unique_ptr<impl> impl_;
};

}  // namespace aurawell::net
