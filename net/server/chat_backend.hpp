#pragma once

#include "domain/admission/connection_counts.hpp"
#include "domain/ports/session_gateway.hpp"
#include "domain/ports/store_access.hpp"
#include "domain/ports/telemetry.hpp"
#include "net/auth/gatekeeper.hpp"
#include "net/auth/passwords/code_sender.hpp"
#include "net/auth/passwords/password_hasher.hpp"
#include "net/http/compression_options.hpp"

namespace aurawell::net {

/// The parts behind the server: chats, their history and accounts. Owns none of them.
struct chat_backend {
  session_gateway& gateway;
  connection_counts& census;
  telemetry& measured;
  store_access& store;
  gatekeeper& gate;
  password_hasher& passwords;
  /// Null: codes cannot be sent.
  code_sender* codes = nullptr;
  /// Null: nobody counts.
  compression_counts* compressed = nullptr;
};

}  // namespace aurawell::net
