#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// The page that a browser sends a request from.
struct page_question {
  std::string_view method;
  /// Values of the headers of these names; "" without one.
  std::string_view origin;
  std::string_view host;
  /// Of a preflight: `Access-Control-Request-Headers`, the fields that the page wants to send.
  std::string_view wanted_fields{};
};

/// Adds the headers that let pages of other origins read the reply, if `is_origin_allowed`. Other
/// pages get no header that names them. A reply to OPTIONS must already have `Allow`: it becomes
/// the list of methods that the page may use.
void add_cors_headers(http_reply& reply, const page_question& from,
                      const std::vector<std::string>& allowed_origins);

}  // namespace aurawell::net
