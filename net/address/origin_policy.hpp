#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

/// Whether a page of `origin` may open a chat connection to the server that the client
/// calls `host`: pages of that host itself, of loopback addresses, and those `allowed`
/// ("*" is all of them). A program that is no browser sends no origin, which is "". Text that
/// is no origin, as one with user information, is allowed only if it is listed as it stands.
bool is_origin_allowed(std::string_view origin, std::string_view host,
                       const std::vector<std::string>& allowed);

}  // namespace aurawell::net
