#include "config/loading/section_rules.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "config/loading/text_rules.hpp"
#include "config/settings/value_text.hpp"
#include "net/address/address_network.hpp"
#include "net/address/authority.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/http/line_scanner.hpp"

namespace aurawell::config {
namespace {

using faults = std::vector<setting_fault>;

/// No gateway's network has so few leading bits: 2000::/3 is every public IPv6 address.
constexpr unsigned short bits_of_everybody = 3;

/// Headers with another meaning, which a gateway passes on as the client sent them.
constexpr std::array<std::string_view, 24> taken_headers{"accept",
                                                         "accept-encoding",
                                                         "access-control-request-headers",
                                                         "keep-alive",
                                                         "via",
                                                         "accept-language",
                                                         "authorization",
                                                         "connection",
                                                         "content-length",
                                                         "content-type",
                                                         "cookie",
                                                         "expect",
                                                         "forwarded",
                                                         "host",
                                                         "idempotency-key",
                                                         "if-match",
                                                         "if-none-match",
                                                         "last-event-id",
                                                         "origin",
                                                         "referer",
                                                         "transfer-encoding",
                                                         "upgrade",
                                                         "user-agent",
                                                         "x-forwarded-for"};

bool is_header_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), net::is_token_byte);
}

/// Whether `text` is a web origin as browsers write it: without the default port of its scheme.
bool is_web_origin(std::string_view text) {
  const auto origin = net::parse_origin(text);
  if (!origin || origin->address.host.find('*') != std::string::npos) {
    return false;
  }
  return (origin->scheme == "http" && origin->address.port != 80) ||
         (origin->scheme == "https" && origin->address.port != 443);
}

/// One host without a port, or "*".
bool is_host_name(std::string_view text) {
  return text == "*" || (!text.empty() && is_visible_ascii(text) &&
                         text.find_first_of("*/:@[]?#,%") == std::string_view::npos);
}

void check_reach(const settings& in, faults& found) {
  const auto& host = in.server.host;
  if (host.empty() || !is_visible_ascii(host)) {
    found.push_back({"server.host", "must be an address such as \"127.0.0.1\""});
  } else if (in.auth.mode == auth_mode::open && in.auth.user_header.empty() &&
             !in.auth.allow_open_anywhere && !net::is_loopback(host)) {
    found.push_back(
        {"server.host", quote(host) +
                            " can be reached from elsewhere and auth.mode \"open\" lets everybody "
                            "in; listen on 127.0.0.1, set auth.mode = \"jwt\", set "
                            "auth.user_header to the header in which a gateway in front names the "
                            "user, or set auth.allow_open_anywhere = true if everybody who "
                            "reaches it may be anybody"});
  }
}

void check_names(const settings& in, faults& found) {
  for (const auto& origin : in.server.allowed_origins) {
    if (origin != "*" && !is_web_origin(origin)) {
      found.push_back({"server.allowed_origins",
                       quote(origin) +
                           " is no origin as browsers send it; write \"https://app.example.com\" "
                           "without a path and without the port 443, or \"*\""});
    }
  }
  for (const auto& name : in.server.host_names) {
    if (!is_host_name(name)) {
      found.push_back({"server.host_names",
                       quote(name) + " is no host name; write \"app.example.com\" without a scheme "
                                     "and a port, or \"*\""});
    }
  }
  for (const auto& proxy : in.server.trusted_proxies) {
    if (const auto network = net::address_network::parse(proxy); !network) {
      found.push_back({"server.trusted_proxies", quote(proxy) + " " + network.failure().detail});
    }
  }
  if (in.server.trusted_proxies.empty()) {
    constexpr auto nobody =
        "nobody may send it: put the proxy's address into server.trusted_proxies";
    if (in.server.proxy_protocol) {
      found.push_back({"server.proxy_protocol", nobody});
    }
    if (in.server.forwarded_header) {
      found.push_back({"server.forwarded_header", nobody});
    }
  }
}

/// Whether one of them is all of IPv4 or IPv6, or a large part of it.
bool trusts_everybody(const std::vector<std::string>& proxies) {
  return std::any_of(proxies.begin(), proxies.end(), [](const std::string& text) {
    const auto network = net::address_network::parse(text);
    return network && network->bits() <= bits_of_everybody;
  });
}

void check_user_header(const settings& in, faults& found) {
  const auto& name = in.auth.user_header;
  if (name.empty()) {
    return;
  }
  const auto folded = net::lower_ascii(name);
  const bool is_taken =
      folded.starts_with("sec-") ||
      std::find(taken_headers.begin(), taken_headers.end(), folded) != taken_headers.end();
  if (!is_header_name(name)) {
    found.push_back({"auth.user_header", quote(name) + " is no name of a header"});
  } else if (is_taken) {
    found.push_back({"auth.user_header", quote(name) +
                                             " has another meaning; use a header of the gateway's "
                                             "own, such as \"X-Auth-User\""});
  }
  if (in.auth.mode != auth_mode::open) {
    found.push_back({"auth.user_header",
                     "with auth.mode \"jwt\" only tokens say who somebody is; leave it out, or set "
                     "auth.mode = \"open\""});
  }
  if (!in.auth.allow_open_anywhere && trusts_everybody(in.server.trusted_proxies)) {
    found.push_back(
        {"server.trusted_proxies",
         "trusts every address, so that everybody may name himself in auth.user_header; "
         "name the gateway's network, or set auth.allow_open_anywhere = true"});
  }
  if (in.server.trusted_proxies.empty()) {
    found.push_back({"auth.user_header",
                     "nobody may send it: put the gateway's address into server.trusted_proxies"});
  }
}

}  // namespace

std::vector<setting_fault> find_server_faults(const settings& in) {
  faults found;
  check_reach(in, found);
  check_names(in, found);
  check_user_header(in, found);
  return found;
}

}  // namespace aurawell::config
