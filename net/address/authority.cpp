#include "net/address/authority.hpp"

#include <arpa/inet.h>
#include <algorithm>
#include <array>
#include <boost/url/authority_view.hpp>
#include <boost/url/grammar/alnum_chars.hpp>
#include <boost/url/grammar/alpha_chars.hpp>
#include <boost/url/grammar/lut_chars.hpp>
#include <utility>

#include "domain/text/parse_number.hpp"
#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

namespace urls = boost::urls;

constexpr std::string_view origin_separator = "://";

/// A letter in front of a host makes Boost.URL read the host as a name.
constexpr std::string_view name_mark = "n";

/// Returns the address in the form of inet_ntop; nothing when `text` is not an IPv6 address or has
/// a zone.
std::optional<std::string> normalise_ipv6(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  // inet_pton would stop at a zero byte.
  if (text.size() >= buffer.size() || text.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  text.copy(buffer.data(), text.size());
  in6_addr address{};
  if (inet_pton(AF_INET6, buffer.data(), &address) != 1) {
    return std::nullopt;
  }
  inet_ntop(AF_INET6, &address, buffer.data(), buffer.size());
  return buffer.data();
}

/// Removes "[…]" from the front of `rest`. Boost.URL 1.81 must not parse brackets: it reads
/// uninitialised bytes on "[::.".
std::optional<std::string> cut_ipv6(std::string_view& rest) {
  const auto end = rest.find(']');
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  auto host = normalise_ipv6(rest.substr(1, end - 1));
  rest.remove_prefix(end + 1);
  return host;
}

/// An empty port counts as no port (RFC 3986, section 3.2.3). Returns false when the port is too
/// large; Boost.URL 1.81 does not detect all of these.
bool read_port(std::string_view digits, std::optional<std::uint16_t>& port) {
  if (digits.empty()) {
    return true;
  }
  port = parse_number<std::uint16_t>(digits);
  return port.has_value();
}

/// As RFC 3986, section 3.1, defines it.
bool is_scheme(std::string_view text) {
  constexpr auto later = urls::grammar::lut_chars{urls::grammar::alnum_chars} + "+-.";
  return !text.empty() && urls::grammar::alpha_chars(text.front()) &&
         std::all_of(text.begin(), text.end(), later);
}

}  // namespace

std::optional<authority> parse_authority(std::string_view text) {
  std::string host;
  const bool is_ipv6 = text.starts_with('[');
  if (is_ipv6) {
    auto address = cut_ipv6(text);
    if (!address) {
      return std::nullopt;
    }
    host = *std::move(address);
  }
  if (text.find('[') != std::string_view::npos) {
    return std::nullopt;
  }
  // Boost.URL 1.81 stops after an IPv4 address, also when a longer name begins with one.
  const auto marked = std::string{name_mark} + std::string{text};
  const auto parsed = urls::parse_authority(marked);
  if (!parsed || parsed->has_userinfo()) {
    return std::nullopt;
  }
  const auto name = parsed->encoded_host().substr(name_mark.size());
  if (name.empty() != is_ipv6) {
    return std::nullopt;
  }
  if (!is_ipv6) {
    host = lower_ascii({name.data(), name.size()});
  }
  authority found{std::move(host), std::nullopt, is_ipv6};
  const auto digits = parsed->port();
  if (!read_port({digits.data(), digits.size()}, found.port)) {
    return std::nullopt;
  }
  return found;
}

std::optional<web_origin> parse_origin(std::string_view text) {
  const auto scheme = text.substr(0, text.find(origin_separator));
  if (scheme.size() == text.size() || !is_scheme(scheme)) {
    return std::nullopt;
  }
  auto parsed = parse_authority(text.substr(scheme.size() + origin_separator.size()));
  if (!parsed) {
    return std::nullopt;
  }
  return web_origin{lower_ascii(scheme), *std::move(parsed)};
}

bool is_loopback(const std::string& host) {
  in_addr four{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) {
    return (ntohl(four.s_addr) >> 24U) == 127;
  }
  in6_addr six{};
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1) {
    return IN6_IS_ADDR_LOOPBACK(&six) != 0;
  }
  return host == "localhost";
}

bool is_loopback_url(std::string_view url) {
  const auto scheme = url.substr(0, url.find(origin_separator));
  if (scheme.size() == url.size()) {
    return false;
  }
  url.remove_prefix(scheme.size() + origin_separator.size());
  const auto server = parse_authority(url.substr(0, url.find('/')));
  return server && is_loopback(server->host);
}

}  // namespace aurawell::net
