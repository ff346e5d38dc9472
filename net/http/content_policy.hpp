#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// The Content-Security-Policy of a page: its own files and sockets, nothing inline, nothing in
/// frames of other pages. `host`: the Host header of its request. It is named as the host to
/// which sockets may be opened, because older browsers do not count sockets as 'self'. A host
/// that a policy cannot express, such as an IPv6 address, is left to 'self'.
std::string content_policy(std::string_view host);

}  // namespace aurawell::net
