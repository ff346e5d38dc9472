#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// From which page a browser asks.
struct page_question {
  std::string_view method;
  /// The headers of these names, "" without one.
  std::string_view origin;
  std::string_view host;
  /// Of a preflight: `Access-Control-Request-Headers`, the fields that the page wants to send.
  std::string_view wanted_fields{};
};

/// Adds what lets pages of other origins read the reply, if they may
/// (`is_origin_allowed`); pages that may not get nothing that names them. A reply to
/// OPTIONS must have `Allow`: it says which requests the page may send.
void add_cors_headers(http_reply& reply, const page_question& from,
                      const std::vector<std::string>& allowed_origins);

}  // namespace aurawell::net
