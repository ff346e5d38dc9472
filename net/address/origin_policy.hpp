#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

/// Whether a page of `origin` may open a chat connection to the server that the client calls
/// `host`. Allowed are pages of that host, pages of loopback addresses, and origins in `allowed`
/// ("*" allows all). Programs other than browsers send no origin; pass "". Text that is not a valid
/// origin, for example with user information, is allowed only if `allowed` contains exactly that
/// text.
bool is_origin_allowed(std::string_view origin, std::string_view host,
                       const std::vector<std::string>& allowed);

/// Whether the page of `origin` comes from the very server that the client calls `host`: the same
/// host and port. Other pages of the same machine are other origins.
bool is_same_origin(std::string_view origin, std::string_view host);

}  // namespace aurawell::net
