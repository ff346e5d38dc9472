#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// The Content-Security-Policy of a page: only its own files and sockets, nothing inline, no
/// framing by other pages. `host`: the Host header of the page's request. It is listed for sockets,
/// because older browsers do not count sockets as 'self'. A host that a policy cannot express, such
/// as an IPv6 address, is covered by 'self' only.
std::string content_policy(std::string_view host);

}  // namespace aurawell::net
