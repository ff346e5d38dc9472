#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Reads the fields `Forwarded` of a request, joined with commas (RFC 7239), into the form of
/// X-Forwarded-For, which `client_address::find` reads: the values of `for` in their order, with a
/// comma between them. An element without `for`, or whose value is no address ("unknown",
/// "_hidden"), becomes "unknown". Empty elements count for nothing. Returns nothing when any part
/// of `fields` breaks the grammar: a client's open quote could hide what the proxy says behind it.
std::optional<std::string> hops_of_forwarded(std::string_view fields);

}  // namespace aurawell::net
