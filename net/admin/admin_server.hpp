#pragma once

#include <cstdint>

#include "domain/result.hpp"
#include "net/admin/admin_options.hpp"
#include "net/admin/admin_site.hpp"
#include "net/admin/readiness.hpp"
#include "net/dispatch/server.hpp"
#include "net/server/io_threads.hpp"

namespace aurawell::net {

/// The admin site on an address of its own, and on a thread of its own: it answers while
/// the other threads are busy, and keeps none of them from work.
class admin_server {
 public:
  /// `state` and all of `sources` must outlive it.
  admin_server(const admin_options& options, metric_sources sources, const readiness& state);

  /// Fails, naming the setting, when the address cannot be had. Call it once.
  result<void> start();

  /// 0 before `start`.
  std::uint16_t port() const noexcept { return server_.port(); }

 private:
  io_threads thread_{1, "admin"};
  admin_site site_;
  server server_;
};

}  // namespace aurawell::net
