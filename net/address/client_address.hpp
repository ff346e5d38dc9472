#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "net/address/address_network.hpp"

namespace aurawell::net {

/// Finds the address of a client when there may be proxies in front of the service.
class client_address {
 public:
  /// @param trusted Addresses and networks of the proxies whose X-Forwarded-For is used, in the
  /// form that `address_network` parses. Entries that it cannot parse are ignored.
  explicit client_address(const std::vector<std::string>& trusted);

  /// Returns the peer unless it is trusted; empty for 0.0.0.0 and ::, which stand for a client that
  /// nobody knows. For a trusted peer, returns the last address of
  /// `forwarded_for` that is not trusted: the client may have written whatever precedes it. Empty
  /// when there is no such address, or when text that is not an address follows it. Ignores ports.
  ///
  /// For an IPv6 client, returns its /64 network, because one household has all addresses of such a
  /// network.
  std::string find(const boost::asio::ip::address& peer, std::string_view forwarded_for) const;

  /// Whether `peer` is one of the proxies. 0.0.0.0 and :: are in no network.
  bool is_trusted(const boost::asio::ip::address& peer) const;

 private:
  std::vector<address_network> trusted_;
};

}  // namespace aurawell::net
