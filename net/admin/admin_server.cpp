#include "net/admin/admin_server.hpp"

#include <chrono>
#include <utility>

#include "domain/log/log.hpp"
#include "net/address/authority.hpp"
#include "net/server/repeating_timer.hpp"

namespace aurawell::net {
namespace {

/// Everybody else is kept out before a request arrives.
bool only_operators_connect(const admin_options& options) {
  return is_loopback(options.host) || !options.tls_client_ca_file.empty();
}

}  // namespace

server_options admin_server_options(const admin_options& options) {
  server_options values;
  values.listener = "operators";
  values.host = options.host;
  values.port = options.port;
  values.host_names = options.host_names;
  values.compression = options.compression;
  values.max_connections = 256;
  values.max_connections_per_address = 32;
  values.max_header_bytes = 8 * 1024;
  values.max_body_bytes = 1024;
  return values;
}

admin_server::admin_server(const admin_options& options, const metric_sources& sources,
                           const readiness& state, admin_controls controls,
                           std::shared_ptr<const admin_token> token,
                           std::shared_ptr<const served_certificate> shown)
    : site_{sources, state, std::move(controls),
            admin_access{std::move(token), only_operators_connect(options)}},
      server_{admin_server_options(options), thread_,
              async_site{[this](const http_query& query, wall_time now) {
                return site_.answer(query, now);
              }},
              std::move(shown)} {
  repeat(thread_.loop(0), sources.counted.note_interval(),
         [&counted = sources.counted](std::chrono::nanoseconds) { counted.note(); });
}

result<void> admin_server::start() {
  auto listening = listen();
  if (listening) {
    accept();
  }
  return listening;
}

result<void> admin_server::listen(std::vector<listening_socket> inherited) {
  auto listening = server_.listen(std::move(inherited));
  if (!listening) {
    return error{listening.failure().code,
                 "admin.port: " + listening.failure().detail +
                     "; set admin.port to a free port, 0 for any, or admin.enabled to false"};
  }
  logging::info("admin.listening", {{"port", port()}});
  return listening;
}

void admin_server::release_listeners() {
  server_.release_listeners();
  server_.refuse_chats();
}

}  // namespace aurawell::net
