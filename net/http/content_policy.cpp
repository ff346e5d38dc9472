#include "net/http/content_policy.hpp"

#include <algorithm>

#include "net/address/authority.hpp"

namespace aurawell::net {
namespace {

/// CSP Level 3, section 2.3.1, host-part.
bool is_policy_host(std::string_view host) {
  return std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

std::string sockets_of(std::string_view host) {
  const auto parsed = parse_authority(host);
  if (!parsed || parsed->is_ipv6 || !is_policy_host(parsed->host)) {
    return "";
  }
  const auto server = parsed->host + (parsed->port ? ":" + std::to_string(*parsed->port) : "");
  return " ws://" + server + " wss://" + server;
}

}  // namespace

std::string content_policy(std::string_view host) {
  return "default-src 'self'; connect-src 'self'" + sockets_of(host) +
         "; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
         "frame-ancestors 'none'";
}

}  // namespace aurawell::net
