#pragma once

#include "domain/ports/session_gateway.hpp"
#include "domain/result.hpp"
#include "net/auth/caller.hpp"

namespace aurawell::net {

/// Somebody who wants to chat.
struct chat_arrival {
  connect_request who;
  /// Whether they are who they say, and until when.
  result<caller> known;
};

}  // namespace aurawell::net
