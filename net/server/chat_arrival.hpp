#pragma once

#include "domain/ports/session_gateway.hpp"
#include "domain/result.hpp"
#include "net/auth/caller.hpp"

namespace aurawell::net {

/// A client that wants to open a chat.
struct chat_arrival {
  connect_request client;
  /// The identity that was proved and when the proof expires; else why there is none.
  result<caller> known;
};

}  // namespace aurawell::net
