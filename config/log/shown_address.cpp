#include "config/log/shown_address.hpp"

#include <arpa/inet.h>

#include <array>
#include <cstddef>

namespace aurawell::config {
namespace {

/// The first bytes of the address; the others become 0.
template <class Bytes>
std::string network_of(int family, const Bytes& address, std::size_t kept, const char* length) {
  auto bytes = address;
  auto* const first = reinterpret_cast<unsigned char*>(&bytes);
  for (std::size_t i = kept; i < sizeof bytes; ++i) {
    first[i] = 0;
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family, &bytes, text.data(), text.size());
  return std::string{text.data()} + length;
}

}  // namespace

std::string shown_address(std::string_view address, address_style style) {
  // A client with IPv6 is known by its network.
  const std::string host{address.substr(0, address.find('/'))};
  in_addr four{};
  in6_addr six{};
  const bool is_four = inet_pton(AF_INET, host.c_str(), &four) == 1;
  if (style == address_style::none || (!is_four && inet_pton(AF_INET6, host.c_str(), &six) != 1)) {
    return {};
  }
  if (style == address_style::full) {
    return std::string{address};
  }
  return is_four ? network_of(AF_INET, four, 3, "/24") : network_of(AF_INET6, six, 6, "/48");
}

}  // namespace aurawell::config
