#include "net/address/address_network.hpp"

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <optional>
#include <string>

#include "domain/text/parse_number.hpp"

namespace aurawell::net {
namespace {

namespace ip = boost::asio::ip;

constexpr unsigned short bits_of_v4 = 32;
constexpr unsigned short bits_of_v6 = 128;
/// The prefix of an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2).
constexpr unsigned short bits_before_mapped = bits_of_v6 - bits_of_v4;

/// Returns the address without its zone and with all bits after the first `bits` set to 0.
ip::address first_bits(const ip::address& any, unsigned short bits) {
  if (any.is_v4()) {
    return ip::network_v4{any.to_v4(), bits}.canonical().address();
  }
  return ip::network_v6{ip::address_v6{any.to_v6().to_bytes()}, bits}.canonical().address();
}

std::optional<unsigned short> read_prefix(std::string_view digits, unsigned short most) {
  const auto bits = parse_number<unsigned short>(digits);
  // Some programs read "08" as octal.
  const bool is_plain = !digits.starts_with('0') || digits.size() == 1;
  return is_plain && bits && *bits <= most ? bits : std::nullopt;
}

error bad(std::string why) {
  return {ec::bad_configuration, std::move(why)};
}

}  // namespace

ip::address unmapped(const ip::address& any) {
  const bool is_mapped = any.is_v6() && any.to_v6().is_v4_mapped();
  return is_mapped ? ip::address{ip::make_address_v4(ip::v4_mapped, any.to_v6())} : any;
}

result<address_network> address_network::parse(std::string_view text) {
  const auto slash = text.find('/');
  boost::system::error_code fault;
  const auto given = ip::make_address(std::string{text.substr(0, slash)}, fault);
  if (fault || text.find('%') != std::string_view::npos) {
    return bad(
        "is no address in numbers and no network; write \"10.0.0.7\", \"10.0.0.0/8\" or "
        "\"fd00::/8\"");
  }
  const auto most = given.is_v4() ? bits_of_v4 : bits_of_v6;
  auto bits = slash == std::string_view::npos ? std::optional{most}
                                              : read_prefix(text.substr(slash + 1), most);
  if (!bits) {
    return bad("has no valid prefix; behind the \"/\" stands a number from 0 to " +
               std::to_string(most));
  }
  const auto base = unmapped(given);
  if (base.is_v4() && given.is_v6()) {
    if (*bits < bits_before_mapped) {
      return bad("has a prefix that is too short for an IPv4-mapped address, at least 96");
    }
    *bits = static_cast<unsigned short>(*bits - bits_before_mapped);
  }
  if (first_bits(base, *bits) != base) {
    return bad("has bits behind its prefix; write \"" + first_bits(base, *bits).to_string() + "/" +
               std::to_string(*bits) + "\"");
  }
  return address_network{base, *bits};
}

bool address_network::contains(const ip::address& any) const {
  const auto other = unmapped(any);
  return other.is_v4() == base_.is_v4() && first_bits(other, bits_) == base_;
}

}  // namespace aurawell::net
