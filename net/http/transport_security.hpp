#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "net/http/http_site.hpp"

namespace aurawell::net {

/// Tells browsers to use only TLS for this name (RFC 6797). Nothing without a time, and nothing for
/// an address or "localhost": other programs serve there without TLS.
/// @param host The Host header of the request.
void add_transport_security(http_reply& to, std::string_view host,
                            std::chrono::milliseconds max_age);

/// Leads every request to the same target at `port` with TLS, by 308, which keeps the method.
http_site make_https_redirect(std::uint16_t port);

}  // namespace aurawell::net
