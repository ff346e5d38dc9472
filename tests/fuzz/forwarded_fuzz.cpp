// The header Forwarded.
#include <algorithm>
#include <string>

#include "net/address/client_address.hpp"
#include "net/address/forwarded_header.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  static const net::client_address behind{{"10.0.0.1"}};
  const auto hops = net::hops_of_forwarded(input);
  if (!hops) {
    return;
  }
  must(std::all_of(hops->begin(), hops->end(),
                   [](char c) {
                     return std::string_view{"0123456789.:[],"}.find(c) != std::string_view::npos ||
                            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                   }),
       "only what addresses have is passed on");
  const auto proxy = boost::asio::ip::make_address("10.0.0.1");
  behind.find(proxy, *hops);
  // What a client writes in front does not change what the proxy says behind it.
  const auto appended = net::hops_of_forwarded(std::string{input} + ",for=198.51.100.9");
  must(appended && behind.find(proxy, *appended) == "198.51.100.9", "the proxy's word counts");
}

}  // namespace aurawell::fuzz
