#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Host and port of a server, as a Host header or an origin names them.
struct authority {
  /// In lower case and never empty. An IPv6 address is without brackets and in the form of
  /// inet_ntop, so that equal addresses are equal text. Percent-encoding is kept as it came.
  std::string host;
  std::optional<std::uint16_t> port;
  bool is_ipv6 = false;

  bool operator==(const authority&) const = default;
};

/// What an Origin header names (RFC 6454, section 6.1).
struct web_origin {
  /// In lower case.
  std::string scheme;
  authority where;

  bool operator==(const web_origin&) const = default;
};

/// Reads "host[:port]" (RFC 3986, section 3.2). Nothing when `text` is anything else, has no
/// host, has user information, or has a port beyond 65535.
std::optional<authority> parse_authority(std::string_view text);

/// Reads "scheme://host[:port]". Nothing when anything stands behind it, and for "null".
std::optional<web_origin> parse_origin(std::string_view text);

}  // namespace aurawell::net
