#include "net/origin_policy.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <optional>

namespace aurawell::net {
namespace {

char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_text(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

struct authority {
  std::string_view host;
  std::string_view port;
};

authority split(std::string_view text, std::string_view default_port) {
  const auto host_end = text.starts_with('[') ? text.find(']') : 0;
  const auto colon = text.find(':', host_end == std::string_view::npos ? 0 : host_end);
  if (colon == std::string_view::npos) {
    return {text, default_port};
  }
  return {text.substr(0, colon), text.substr(colon + 1)};
}

bool is_loopback(std::string_view host) {
  if (same_text(host, "localhost")) {
    return true;
  }
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  }
  boost::system::error_code fault;
  const auto address = boost::asio::ip::make_address(std::string{host}, fault);
  return !fault && address.is_loopback() && address.is_v6() == bracketed;
}

/// The default port of a web origin's scheme; nothing for other schemes.
std::optional<std::string_view> port_of(std::string_view scheme) {
  if (same_text(scheme, "http")) {
    return "80";
  }
  if (same_text(scheme, "https")) {
    return "443";
  }
  return std::nullopt;
}

}  // namespace

bool is_origin_allowed(std::string_view origin, std::string_view host,
                       const std::vector<std::string>& allowed) {
  if (origin.empty() || std::any_of(allowed.begin(), allowed.end(), [&](const auto& entry) {
        return entry == "*" || same_text(entry, origin);
      })) {
    return true;
  }
  const auto scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos) {
    return false;
  }
  const auto default_port = port_of(origin.substr(0, scheme_end));
  if (!default_port) {
    return false;
  }
  const auto page = split(origin.substr(scheme_end + 3), *default_port);
  const auto own = split(host, *default_port);
  return is_loopback(page.host) || (same_text(page.host, own.host) && page.port == own.port);
}

}  // namespace aurawell::net
