#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "net/address/address_network.hpp"

namespace aurawell::net {

/// Finds out where a client is when proxies may stand in front of the service.
class client_address {
 public:
  /// @param trusted Addresses and networks of proxies whose X-Forwarded-For is believed, as
  /// `address_network` reads them; what it cannot read is left out.
  explicit client_address(const std::vector<std::string>& trusted);

  /// The peer itself unless it is trusted. Behind trusted ones the last address of
  /// `forwarded_for` that is not: what stands before it may be the client's invention.
  /// Empty when there is none, or something that is no address stands in the way. A port
  /// behind an address does not count.
  ///
  /// An IPv6 client is named by its /64 network, because every single household has
  /// all addresses of one.
  std::string find(const boost::asio::ip::address& peer, std::string_view forwarded_for) const;

  /// Whether a connection from `peer` comes from one of the proxies.
  bool is_trusted(const boost::asio::ip::address& peer) const;

 private:
  std::vector<address_network> trusted_;
};

}  // namespace aurawell::net
