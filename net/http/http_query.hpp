#pragma once

#include <string_view>

namespace aurawell::net {

/// The parts of a plain HTTP request that decide its answer.
struct http_query {
  std::string_view method;
  /// Path and query as sent, beginning with "/".
  std::string_view target;
  /// Values of the headers of these names; "" without one.
  std::string_view if_none_match;
  std::string_view accept{};
  std::string_view accept_encoding{};
  std::string_view host{};
  /// The page that a browser's request comes from.
  std::string_view origin{};
  /// How that page and this server are related, as the browser sees it.
  std::string_view sec_fetch_site{};
  std::string_view authorization{};
  std::string_view body{};
};

}  // namespace aurawell::net
