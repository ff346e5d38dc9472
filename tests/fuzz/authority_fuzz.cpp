// The host that a request names, and the origin of a page.
#include "net/address/authority.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <string>

#include "net/address/host_policy.hpp"
#include "net/address/origin_policy.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

std::string text_of(const net::authority& where) {
  const auto host = where.is_ipv6 ? "[" + where.host + "]" : where.host;
  return where.port ? host + ":" + std::to_string(*where.port) : host;
}

bool is_address(const std::string& host) {
  boost::system::error_code fault;
  boost::asio::ip::make_address(host, fault);
  return !fault;
}

void check_host(const net::authority& where) {
  must(!where.host.empty(), "a host is never empty");
  must(std::none_of(where.host.begin(), where.host.end(),
                    [](char c) {
                      return (c >= 'A' && c <= 'Z') || c == '@' || c == '/' || c == '\0' ||
                             c == ' ';
                    }),
       "a host is in lower case and nothing but a host");
  must(net::parse_authority(text_of(where)) == where,
       "what was read can be written and read again");
}

/// A name of somebody else must not lead here (DNS rebinding).
void check_policy(const net::authority& where) {
  static const net::host_policy policy{{"app.example"}, "127.0.0.1"};
  auto host = where.host;
  if (host.ends_with('.')) {
    host.pop_back();
  }
  must(!policy.allows(where) || host == "app.example" || host == "localhost" ||
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
  const auto& host = page->where.host;
  must(!is_allowed || host == "app.example" || host == "localhost" || is_address(host),
       "the page of another host is not allowed");
  check_host(page->where);
  must(net::parse_origin(page->scheme + "://" + text_of(page->where)) == page,
       "an origin that is read again is the same");
}

}  // namespace

void run(std::string_view input) {
  if (const auto where = net::parse_authority(input)) {
    check_host(*where);
    check_policy(*where);
  }
  check_origin(input);
}

}  // namespace aurawell::fuzz
