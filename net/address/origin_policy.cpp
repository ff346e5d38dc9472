#include "net/address/origin_policy.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "net/address/authority.hpp"
#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

bool is_listed(std::string_view origin, const std::vector<std::string>& allowed) {
  const auto wanted = lower_ascii(origin);
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const auto& entry) { return lower_ascii(entry) == wanted; });
}

/// Whether a page with this origin does not come from a server.
bool has_no_server(std::string_view origin) {
  return origin == "null" || origin == "file://";
}

bool is_page_of(const web_origin& page, std::uint16_t default_port, std::string_view host) {
  const auto own = parse_authority(host);
  return own && page.address.host == own->host &&
         page.address.port.value_or(default_port) == own->port.value_or(default_port);
}

/// The default port of a web origin's scheme; nothing for other schemes.
std::optional<std::uint16_t> port_of(std::string_view scheme) {
  if (scheme == "http") {
    return std::uint16_t{80};
  }
  if (scheme == "https") {
    return std::uint16_t{443};
  }
  return std::nullopt;
}

}  // namespace

bool is_origin_allowed(std::string_view origin, std::string_view host,
                       const std::vector<std::string>& allowed) {
  if (origin.empty() || is_listed(origin, allowed)) {
    return true;
  }
  const auto page = parse_origin(origin);
  if (is_listed("*", allowed)) {
    return page || has_no_server(origin);
  }
  const auto default_port = page ? port_of(page->scheme) : std::nullopt;
  if (!default_port) {
    return false;
  }
  return is_loopback(page->address.host) || is_page_of(*page, *default_port, host);
}

bool is_same_origin(std::string_view origin, std::string_view host) {
  const auto page = parse_origin(origin);
  const auto default_port = page ? port_of(page->scheme) : std::nullopt;
  return default_port && is_page_of(*page, *default_port, host);
}

}  // namespace aurawell::net
