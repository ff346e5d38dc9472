#include "net/admin/admin_server.hpp"

#include <utility>

#include "domain/log/log.hpp"
#include "net/address/authority.hpp"

namespace aurawell::net {
namespace {

/// Everybody else is kept out before a request arrives.
bool only_operators_connect(const admin_options& options) {
  return is_loopback(options.host) || !options.tls_client_ca_file.empty();
}

}  // namespace

server_options admin_server_options(const admin_options& options) {
  server_options values;
  values.host = options.host;
  values.port = options.port;
  values.host_names = options.host_names;
  values.max_connections = 256;
  values.max_connections_per_address = 32;
  values.max_header_bytes = 8 * 1024;
  values.max_body_bytes = 1024;
  return values;
}

admin_server::admin_server(const admin_options& options, metric_sources sources,
                           const readiness& state, admin_controls controls,
                           std::shared_ptr<const admin_token> token,
                           std::shared_ptr<const served_certificate> shown)
    : site_{std::move(sources), state, std::move(controls),
            admin_access{std::move(token), only_operators_connect(options)}},
      server_{admin_server_options(options), thread_,
              async_site{[this](const http_query& query, wall_time now) {
                return site_.answer(query, now);
              }},
              std::move(shown)} {}

result<void> admin_server::start() {
  auto started = server_.start();
  if (!started) {
    return error{started.failure().code,
                 "admin.port: " + started.failure().detail +
                     "; set admin.port to a free port, 0 for any, or admin.enabled to false"};
  }
  logging::info("admin.listening", {{"port", port()}});
  return started;
}

}  // namespace aurawell::net
