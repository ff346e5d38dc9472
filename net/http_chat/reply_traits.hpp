#pragma once

#include <string>
#include <string_view>

#include "net/http/message_types.hpp"

namespace aurawell::net {

/// What of a request its response depends on.
struct reply_traits {
  explicit reply_traits(const request_message& request);

  /// HTTP version, 11 for 1.1. Before 1.1 a stream is not chunked.
  unsigned version;
  /// The page that sends the request, as in `page_question`.
  std::string origin;
  std::string host;
  /// The pattern of the path, for metrics.
  std::string_view route{};
};

}  // namespace aurawell::net
