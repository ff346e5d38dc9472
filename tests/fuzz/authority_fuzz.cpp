// The Host of a request, and the origin of a page.
#include "net/address/authority.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <string>

#include "net/address/host_policy.hpp"
#include "net/address/origin_policy.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

std::string text_of(const net::authority& parsed) {
  const auto host = parsed.is_ipv6 ? "[" + parsed.host + "]" : parsed.host;
  return parsed.port ? host + ":" + std::to_string(*parsed.port) : host;
}

bool is_address(const std::string& host) {
  boost::system::error_code fault;
  boost::asio::ip::make_address(host, fault);
  return !fault;
}

void check_host(const net::authority& parsed) {
  must(!parsed.host.empty(), "a host is never empty");
  must(std::none_of(parsed.host.begin(), parsed.host.end(),
                    [](char c) {
                      return (c >= 'A' && c <= 'Z') || c == '@' || c == '/' || c == '\0' ||
                             c == ' ';
                    }),
       "a host is in lower case and nothing but a host");
  must(net::parse_authority(text_of(parsed)) == parsed,
       "what was read can be written and read again");
}

/// A foreign name must not be allowed (DNS rebinding).
void check_policy(const net::authority& parsed) {
  static const net::host_policy policy{{"app.example"}, "127.0.0.1"};
  auto host = parsed.host;
  if (host.ends_with('.')) {
    host.pop_back();
  }
  must(!policy.allows(parsed) || host == "app.example" || host == "localhost" ||
           host.ends_with(".localhost") || is_address(host),
       "the name of another host is not allowed");
}

void check_origin(std::string_view text) {
  const auto page = net::parse_origin(text);
  const bool is_allowed = net::is_origin_allowed(text, "app.example", {});
  must(!is_allowed || text.empty() || page, "only an origin is allowed");
  if (!page) {
    return;
  }
  const auto& host = page->address.host;
  must(!is_allowed || host == "app.example" || host == "localhost" || is_address(host),
       "the page of another host is not allowed");
  check_host(page->address);
  must(net::parse_origin(page->scheme + "://" + text_of(page->address)) == page,
       "an origin that is read again is the same");
}

}  // namespace

void run(std::string_view input) {
  if (const auto parsed = net::parse_authority(input)) {
    check_host(*parsed);
    check_policy(*parsed);
  }
  check_origin(input);
}

}  // namespace aurawell::fuzz
