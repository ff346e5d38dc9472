#include "net/gateway_header.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "domain/ids.hpp"

namespace aurawell::net {
namespace {

/// What gateways add to the requests that they pass on.
constexpr std::array forwarding_headers{
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"};

bool is_forwarded(const request_message& request) {
  return std::any_of(forwarding_headers.begin(), forwarding_headers.end(),
                     [&](const char* name) { return request.count(name) > 0; });
}

gateway_word refuse(ec code, const char* why) {
  return {gateway_word::kind::refused, {}, {code, why}};
}

}  // namespace

gateway_header::gateway_header(const server_options& options, const client_address& addresses)
    : addresses_{addresses},
      name_{options.user_header},
      trusts_unproven_{options.trusts_unproven_gateways} {}

gateway_word gateway_header::read(const boost::asio::ip::address& peer,
                                  const request_message& request) const {
  if (name_.empty()) {
    const bool is_unproven = !trusts_unproven_ && is_forwarded(request);
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
