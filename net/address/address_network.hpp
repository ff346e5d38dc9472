#pragma once

#include <boost/asio/ip/address.hpp>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

/// Converts an IPv4-mapped IPv6 address to IPv4. Sockets that accept both families report IPv4
/// peers in the mapped form.
boost::asio::ip::address unmapped(const boost::asio::ip::address& any);

/// All addresses that begin with the same bits. A mapped IPv4 address counts as IPv4. A network has
/// addresses of one family only.
class address_network {
 public:
  /// Reads "10.0.0.7", "10.0.0.0/8", "fd00::/8". The detail of a failure continues a sentence that
  /// begins with `text`.
  static result<address_network> parse(std::string_view text);

  /// Number of leading bits that its addresses share.
  unsigned short bits() const noexcept { return bits_; }

  /// Ignores the zone of an IPv6 address.
  bool contains(const boost::asio::ip::address& any) const;

 private:
  address_network(const boost::asio::ip::address& base, unsigned short bits)
      : base_{base}, bits_{bits} {}

  boost::asio::ip::address base_;
  unsigned short bits_;
};

}  // namespace aurawell::net
