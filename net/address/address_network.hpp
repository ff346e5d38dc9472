#pragma once

#include <boost/asio/ip/address.hpp>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

/// IPv4 mapped into IPv6, as sockets that take both show it, becomes IPv4.
boost::asio::ip::address unmapped(const boost::asio::ip::address& any);

/// All addresses that begin with the same bits. An IPv4 address in a mapped form counts as
/// IPv4; no network holds addresses of both families.
class address_network {
 public:
  /// Reads "10.0.0.7", "10.0.0.0/8", "fd00::/8". A failure's detail continues a sentence
  /// that begins with `text`.
  static result<address_network> parse(std::string_view text);

  /// Leading bits that its addresses share.
  unsigned short bits() const noexcept { return bits_; }

  /// Zones of IPv6 addresses do not count.
  bool contains(const boost::asio::ip::address& any) const;

 private:
  address_network(const boost::asio::ip::address& base, unsigned short bits)
      : base_{base}, bits_{bits} {}

  boost::asio::ip::address base_;
  unsigned short bits_;
};

}  // namespace aurawell::net
