#include "config/listener_certificates.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "net/http/transport_security.hpp"

namespace aurawell::config {
namespace {

/// Open connections of the port without TLS; each needs only one answer.
constexpr std::uint32_t most_redirected = 1'024;

using certificate = std::shared_ptr<net::served_certificate>;

/// Null without a certificate.
result<certificate> open_certificate(const std::string& listener, const std::string& section,
                                     net::certificate_files files) {
  if (files.certificate.empty()) {
    return certificate{};
  }
  auto made = std::make_shared<net::served_certificate>(listener, std::move(files));
  if (const auto read = made->load(std::chrono::system_clock::now()); !read) {
    return error{read.failure().code, section + ".tls: " + read.failure().detail};
  }
  return made;
}

}  // namespace

result<void> listener_certificates::open(const settings& values) {
  const auto& server = values.server;
  const auto& admin = values.admin;
  auto for_clients = open_certificate(
      "clients", "server", {server.tls_certificate_file, server.tls_private_key_file, {}});
  if (!for_clients) {
    return for_clients.failure();
  }
  clients_ = *std::move(for_clients);
  if (admin.enabled) {
    auto for_operators = open_certificate(
        "operators", "admin",
        {admin.tls_certificate_file, admin.tls_private_key_file, admin.tls_client_ca_file});
    if (!for_operators) {
      return for_operators.failure();
    }
    operators_ = *std::move(for_operators);
  }
  net::certificate_watch::certificates watched;
  for (const auto& one : {clients_, operators_}) {
    if (one) {
      watched.push_back(one);
    }
  }
  watch_.emplace(std::move(watched), server.tls_check_interval);
  return {};
}

void listener_certificates::reload() {
  for (const auto& one : {clients_, operators_}) {
    if (one) {
      one->reload(std::chrono::system_clock::now());
    }
  }
}

net::served_certificates listener_certificates::all() const {
  net::served_certificates shown;
  for (const auto& one : {clients_, operators_}) {
    if (one) {
      shown.push_back(one);
    }
  }
  return shown;
}

result<void> listen_for_redirect(const net::server_options& options, net::io_threads& threads,
                                 std::uint16_t port, std::vector<net::listening_socket> inherited,
                                 std::unique_ptr<net::server>& made) {
  if (options.tls_redirect_port == 0) {
    return {};
  }
  auto own = options;
  own.listener = "redirect";
  own.port = options.tls_redirect_port;
  own.max_connections = std::min(options.max_connections, most_redirected);
  made = std::make_unique<net::server>(std::move(own), threads, net::make_https_redirect(port));
  if (const auto started = made->listen(std::move(inherited)); !started) {
    return error{started.failure().code, "server.tls.redirect_port: " + started.failure().detail};
  }
  return {};
}

}  // namespace aurawell::config
