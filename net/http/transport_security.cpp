#include "net/http/transport_security.hpp"

#include <string>

#include "net/address/authority.hpp"

namespace aurawell::net {
namespace {

constexpr std::uint16_t usual_tls_port = 443;

bool is_name(const authority& host) {
  return !host.is_ipv6 && !is_loopback(host.host) &&
         host.host.find_first_not_of("0123456789.") != std::string::npos;
}

}  // namespace

void add_transport_security(http_reply& to, std::string_view host,
                            std::chrono::milliseconds max_age) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(max_age).count();
  const auto parsed = parse_authority(host);
  if (seconds > 0 && parsed && is_name(*parsed)) {
    to.headers.emplace_back("Strict-Transport-Security", "max-age=" + std::to_string(seconds));
  }
}

http_site make_https_redirect(std::uint16_t port) {
  return [port](const http_query& query, wall_time now) {
    const auto host = parse_authority(query.host);
    if (!host) {
      return error_reply(400, ec::bad_format, "the request does not name a host", now);
    }
    const auto name = host->is_ipv6 ? "[" + host->host + "]" : host->host;
    const auto place = port == usual_tls_port ? "" : ":" + std::to_string(port);
    http_reply reply;
    reply.status = 308;
    reply.headers = {{"Location", "https://" + name + place + std::string{query.target}},
                     {"Cache-Control", "no-store"}};
    return reply;
  };
}

}  // namespace aurawell::net
