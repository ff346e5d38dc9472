#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "domain/ports/service_status.hpp"
#include "domain/result.hpp"
#include "net/admin/admin_options.hpp"
#include "net/dispatch/server.hpp"
#include "net/http/http_query.hpp"
#include "net/http/http_replies.hpp"
#include "net/metrics/metrics_page.hpp"
#include "net/server/io_threads.hpp"
#include "net/server/listening_socket.hpp"
#include "net/server/server_options.hpp"
#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

/// Whether a load balancer should send clients to this node. Thread-safe.
class readiness {
 public:
  enum class phase : unsigned char { starting, accepting, stopping };

  void enter(phase next) noexcept { now_.store(next, std::memory_order_relaxed); }
  phase now() const noexcept { return now_.load(std::memory_order_relaxed); }

 private:
  std::atomic<phase> now_{phase::starting};
};

/// The operators' pages over HTTP; `/admin/` lists the paths. They contain no data of users. All
/// are read-only, except that `POST /admin/drain` begins to stop the service. Thread-safe.
class admin_site {
 public:
  /// `state` and all of `sources` must outlive the site.
  /// @param begin_drain Called for each `POST /admin/drain`, on the site's thread; must not block.
  ///                    Empty: there is no such path.
  admin_site(metric_sources sources, const readiness& state,
             std::function<void()> begin_drain = {});

  http_reply answer(const http_query& query, wall_time now) const;

 private:
  http_reply ready() const;
  http_reply drain(const http_query& query) const;
  http_reply pools(const http_query& query) const;
  http_reply providers(const http_query& query) const;

  metric_sources sources_;
  const readiness& state_;
  std::function<void()> begin_drain_;
};

/// Options of the listener: few connections, short requests.
server_options admin_server_options(const admin_options& options);

/// Serves the admin site on its own address and its own thread: it answers while the other threads
/// are busy and does not block them.
class admin_server {
 public:
  /// The other parameters are as in `admin_site`.
  /// @param shown Null: without TLS.
  admin_server(const admin_options& options, const metric_sources& sources, const readiness& state,
               std::function<void()> begin_drain = {},
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
