#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "domain/result.hpp"
#include "net/admin/admin_options.hpp"
#include "net/admin/admin_site.hpp"
#include "net/dispatch/server.hpp"
#include "net/server/io_threads.hpp"
#include "net/server/server_options.hpp"
#include "net/socket/listening_socket.hpp"
#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

/// Options of the listener: few connections, short requests.
server_options admin_server_options(const admin_options& options);

/// Serves the admin site on its own address and its own thread: it answers while the other threads
/// are busy and does not block them.
class admin_server {
 public:
  /// The other parameters are as in `admin_site`.
  /// @param token Null: there is none.
  /// @param shown Null: without TLS.
  admin_server(const admin_options& options, const metric_sources& sources, const readiness& state,
               admin_controls controls = {}, std::shared_ptr<const admin_token> token = nullptr,
               std::shared_ptr<const served_certificate> shown = nullptr);

  /// `listen`, then `accept`.
  result<void> start();

  /// As those of `server`; the failure names the setting.
  result<void> listen(std::vector<listening_socket> inherited = {});
  result<std::vector<listening_socket>> share() const { return server_.share(); }
  void accept() { server_.accept(); }

  /// The process that has the listening sockets too serves from here on; open connections close
  /// after their next reply. Any thread.
  void release_listeners();

  /// 0 before `start`.
  std::uint16_t port() const noexcept { return server_.port(); }

 private:
  io_threads thread_{1, "admin"};
  admin_site site_;
  server server_;
};

}  // namespace aurawell::net
