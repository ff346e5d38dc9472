#pragma once

#include "actors/pool/pool_options.hpp"
#include "domain/attempts/provider.hpp"
#include "domain/chat/client_command.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::actors {

/// A pool's settings with the providers that its names stand for. Never changed once it
/// is shared: a pool that is to work differently is given another one.
struct pool_setup {
  pool_options options;
  provider_chain chain;
  /// Where people are; `unknown`: judged by their language.
  safety::region where = safety::region::unknown;
};

/// As operators know a pool: the name of its table in the settings.
constexpr const char* table_name(chat_kind kind) noexcept {
  return kind == chat_kind::health ? "health_chat" : "general_chat";
}

}  // namespace aurawell::actors
