#include "net/admin/admin_server.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace aurawell::net {

admin_server::admin_server(const admin_options& options, metric_sources sources,
                           const readiness& state)
    : site_{std::move(sources), state},
      server_{admin_server_options(options), thread_,
              [this](const http_query& query, wall_time now) { return site_.answer(query, now); }} {
}

result<void> admin_server::start() {
  auto started = server_.start();
  if (!started) {
    return error{started.failure().code,
                 "admin.port: " + started.failure().detail +
                     "; set admin.port to a free port, 0 for any, or admin.enabled to false"};
  }
  spdlog::info("operators are served at port {}", port());
  return started;
}

}  // namespace aurawell::net
