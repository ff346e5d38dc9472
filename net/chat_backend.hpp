#pragma once

#include "domain/connection_census.hpp"
#include "domain/ports/conversation_archive.hpp"
#include "domain/ports/session_gateway.hpp"
#include "domain/ports/store_access.hpp"
#include "domain/ports/telemetry.hpp"
#include "net/auth/gatekeeper.hpp"

namespace aurawell::net {

/// What stands behind chats and their history.
struct chat_backend {
  session_gateway& gateway;
  connection_census& census;
  conversation_archive& archive;
  telemetry& measured;
  store_access& store;
  gatekeeper& gate;
};

}  // namespace aurawell::net
