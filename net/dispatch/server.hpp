#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/chat/close_code.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/result.hpp"
#include "net/http/http_site.hpp"
#include "net/server/chat_backend.hpp"
#include "net/server/server_options.hpp"
#include "net/socket/listening_socket.hpp"
#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

class connection_list;
class io_threads;
struct server_context;

/// The clients' server: web page, health checks, conversations over HTTP and chat over WebSocket,
/// on one port. A second constructor serves another site without chats on its own port.
///
/// To stop, call in this order: `stop_accepting`, `close_done` as often as needed, `close_all`,
/// `drained`, the destructor. All calls come from one thread, which is not one of the loops'
/// threads.
class server {
 public:
  /// `threads` and all of `behind` must outlive the server. After its destruction the server uses
  /// none of them, though the store may still call back.
  /// @param shown Null: without TLS.
  server(server_options options, io_threads& threads, const chat_backend& behind,
         std::shared_ptr<const served_certificate> shown = nullptr);

  /// `site` is called on the threads' loops, concurrently.
  server(server_options options, io_threads& threads, async_site site,
         std::shared_ptr<const served_certificate> shown = nullptr);
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Drops every open connection without a close frame.
  ~server();

  /// `listen`, then `accept`.
  result<void> start();

  /// Listens on every loop: from here on connections wait. Fails when the address is not available,
  /// also when another process listens there. Call it once.
  /// @param inherited Sockets that listen already, in place of own ones at the address of the
  ///                  options; each loop accepts from one of them at least. May be empty.
  result<void> listen(std::vector<listening_socket> inherited = {});

  /// Further descriptors of its sockets, for another process. Between `listen` and `accept`.
  result<std::vector<listening_socket>> share() const;

  /// Call it once, after `listen`.
  void accept();

  /// The port that clients connect to; 0 before `start`.
  std::uint16_t port() const noexcept;

  /// Takes over `max_connections…` and `connects_per_…` while the server runs. Open connections
  /// stay.
  void adopt_limits(const server_options& changed);

  /// Closes the listening sockets and leaves the connections that wait there to the other process
  /// that has the sockets. Open connections stay, and chats may begin on them. Any thread, between
  /// `accept` and `stop_accepting`.
  void release_listeners();

  /// Each HTTP connection closes after its next reply, and no chat begins. Any thread.
  void refuse_chats() noexcept;

  /// `refuse_chats`; accepts the connections that the system holds, then closes the listening
  /// sockets: from here on the system refuses new connections.
  void stop_accepting();

  /// Closes up to `most` chats whose answers are delivered, each with a reason of its own. Returns
  /// how many begin to close. Blocks while the loops do it.
  /// @param reason Called on the loops' threads, one at a time.
  std::size_t close_done(std::size_t most, close_code code,
                         const std::function<std::string()>& reason);

  /// Sends on every WebSocket the events that its session has published and closes it; a plain HTTP
  /// connection closes after its current reply. Returns at once.
  void close_all(close_code code, const std::string& reason);

  /// The chats and answers, for operators. It may outlive the server, whose threads must go on.
  std::shared_ptr<const connection_list> connections() const;

  /// Open sockets of clients.
  std::size_t open_sockets() const;

  /// Blocks until no connection is open; false when `patience` ran out first.
  bool drained(std::chrono::milliseconds patience);

 private:
  struct impl;
  server(std::shared_ptr<server_context> context, io_threads& threads);

  std::unique_ptr<impl> impl_;
};

}  // namespace aurawell::net
