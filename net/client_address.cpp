#include "net/client_address.hpp"

#include <algorithm>
#include <boost/asio/ip/network_v6.hpp>
#include <optional>

namespace aurawell::net {
namespace {

using boost::asio::ip::address;
namespace ip = boost::asio::ip;

constexpr unsigned short household_bits = 64;

/// IPv4 in IPv6's clothes, as sockets that take both show it, becomes IPv4.
address plain(const address& any) {
  const bool is_mapped = any.is_v6() && any.to_v6().is_v4_mapped();
  return is_mapped ? address{ip::make_address_v4(ip::v4_mapped, any.to_v6())} : any;
}

std::optional<address> parse(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string trimmed{text.substr(begin, text.find_last_not_of(" \t") - begin + 1)};
  boost::system::error_code fault;
  const auto found = ip::make_address(trimmed, fault);
  return fault ? std::nullopt : std::optional{plain(found)};
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
    if (const auto proxy = parse(text)) {
      trusted_.push_back(*proxy);
    }
  }
}

std::string client_address::find(const address& peer, std::string_view forwarded_for) const {
  if (!is_trusted(peer)) {
    return name_of(plain(peer));
  }
  while (!forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
    const auto hop = parse(forwarded_for.substr(begin));
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
  return std::find(trusted_.begin(), trusted_.end(), plain(peer)) != trusted_.end();
}

}  // namespace aurawell::net
