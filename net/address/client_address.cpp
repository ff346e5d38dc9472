#include "net/address/client_address.hpp"

#include <algorithm>
#include <boost/asio/ip/network_v6.hpp>
#include <optional>
#include <utility>

#include "net/address/authority.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

using boost::asio::ip::address;
namespace ip = boost::asio::ip;

constexpr unsigned short household_bits = 64;

/// Returns nothing unless `text` is a numeric address without a port.
std::optional<address> read_address(const std::string& text) {
  boost::system::error_code fault;
  const auto found = ip::make_address(text, fault);
  return fault ? std::nullopt : std::optional{unmapped(found)};
}

/// Reads one hop of X-Forwarded-For: "192.0.2.1", "2001:db8::1". Some load balancers add a port:
/// "192.0.2.1:567", "[2001:db8::1]:567".
std::optional<address> read_hop(std::string_view text) {
  const auto hop = without_optional_space(text);
  if (hop.empty()) {
    return std::nullopt;
  }
  if (auto found = read_address(std::string{hop})) {
    return found;
  }
  const auto with_port = parse_authority(hop);
  return with_port ? read_address(with_port->host) : std::nullopt;
}

std::string name_of(const address& client) {
  if (client.is_v4()) {
    return client.to_string();
  }
  return ip::network_v6{client.to_v6(), household_bits}.canonical().to_string();
}

}  // namespace

client_address::client_address(const std::vector<std::string>& trusted) {
  for (const auto& text : trusted) {
    if (auto network = address_network::parse(text)) {
      trusted_.push_back(std::move(network).value());
    }
  }
}

std::string client_address::find(const address& peer, std::string_view forwarded_for) const {
  if (peer.is_unspecified()) {
    return {};
  }
  if (!is_trusted(peer)) {
    return name_of(unmapped(peer));
  }
  while (!forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
    const auto hop = read_hop(forwarded_for.substr(begin));
    if (!hop) {
      return {};
    }
    if (!is_trusted(*hop)) {
      return name_of(*hop);
    }
    forwarded_for = forwarded_for.substr(0, begin == 0 ? 0 : comma);
  }
  return {};
}

bool client_address::is_trusted(const address& peer) const {
  return !peer.is_unspecified() &&
         std::any_of(trusted_.begin(), trusted_.end(),
                     [&](const address_network& network) { return network.contains(peer); });
}

}  // namespace aurawell::net
