#pragma once

#include <string>

#include "net/http/message_types.hpp"

namespace aurawell::net {

/// What of a request its response depends on.
struct reply_traits {
  explicit reply_traits(const request_message& request);

  /// Before 1.1, as 11, a stream has no chunks.
  unsigned version;
  /// Which page asks, as in `page_question`.
  std::string origin;
  std::string host;
};

}  // namespace aurawell::net
