#include "net/server/gateway_header.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "domain/ids.hpp"
#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

/// Headers that gateways add to requests, in lower case. Names that begin with `forwarding_prefix`
/// count too.
constexpr std::array<std::string_view, 9> forwarding_headers{
    "cdn-loop", "cf-connecting-ip", "client-ip", "fastly-client-ip", "forwarded", "true-client-ip",
    "via",      "x-client-ip",      "x-real-ip"};
constexpr std::string_view forwarding_prefix = "x-forwarded";

bool is_forwarded(const request_message& request) {
  return std::any_of(request.begin(), request.end(), [](const auto& field) {
    const auto name = lower_ascii(view(field.name_string()));
    return name.starts_with(forwarding_prefix) ||
           std::find(forwarding_headers.begin(), forwarding_headers.end(), name) !=
               forwarding_headers.end();
  });
}

gateway_word refuse(ec code, const char* why) {
  return {gateway_word::kind::refused, {}, {code, why}};
}

}  // namespace

gateway_header::gateway_header(const server_options& options, const client_address& addresses)
    : addresses_{addresses},
      name_{options.user_header},
      trusts_unproven_{options.trusts_unproven_gateways},
      is_behind_proxy_{options.proxy_protocol} {}

gateway_word gateway_header::read(const boost::asio::ip::address& peer,
                                  const request_message& request) const {
  if (name_.empty()) {
    const bool is_unproven = !trusts_unproven_ && (is_behind_proxy_ || is_forwarded(request));
    return {is_unproven ? gateway_word::kind::unproven : gateway_word::kind::none};
  }
  const auto [begin, end] = request.equal_range(name_);
  if (begin == end) {
    return refuse(ec::authentication_required, "the gateway's header with the user is missing");
  }
  if (!addresses_.is_trusted(peer)) {
    return refuse(ec::forbidden,
                  "the header with the user counts from server.trusted_proxies only");
  }
  const auto value = view(begin->value());
  if (std::next(begin) != end || !is_entity_name(value)) {
    return refuse(ec::bad_format, "the gateway's header must name one user, and be there once");
  }
  return {gateway_word::kind::vouches, {std::string{value}}};
}

}  // namespace aurawell::net
