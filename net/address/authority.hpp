#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Host and port of a server, from a Host header or an origin.
struct authority {
  /// In lower case, never empty. An IPv6 address has no brackets and the form of inet_ntop, so
  /// equal addresses have equal text. Percent-encoding is not decoded.
  std::string host;
  std::optional<std::uint16_t> port;
  bool is_ipv6 = false;

  bool operator==(const authority&) const = default;
};

/// The content of an Origin header (RFC 6454, section 6.1).
struct web_origin {
  /// In lower case.
  std::string scheme;
  authority address;

  bool operator==(const web_origin&) const = default;
};

/// Reads "host[:port]" (RFC 3986, section 3.2). Returns nothing when `text` has another form, no
/// host, user information, or a port above 65535.
std::optional<authority> parse_authority(std::string_view text);

/// Reads "scheme://host[:port]". Returns nothing when more text follows, and for "null".
std::optional<web_origin> parse_origin(std::string_view text);

/// Whether `host` is "localhost" or a numeric loopback address without brackets. No other machine
/// can reach these.
bool is_loopback(const std::string& host);

/// Whether the server of "scheme://server…" is such a host. False for a text of another form.
bool is_loopback_url(std::string_view url);

}  // namespace aurawell::net
