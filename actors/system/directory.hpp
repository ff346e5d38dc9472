#pragma once

#include <caf/actor_system.hpp>

#include "actors/system/interfaces.hpp"
#include "domain/chat/client_command.hpp"

/// Finds the fixed actors. They may be restarted, so look a handle up for each use and never keep
/// it. A missing actor gives a null handle.
namespace aurawell::actors {

advice_pool pool_for(caf::actor_system& system, chat_kind kind);
void register_pool(caf::actor_system& system, chat_kind kind, const advice_pool& pool);

store_reader reader_of(caf::actor_system& system);
void register_reader(caf::actor_system& system, const store_reader& reader);

store_actor store_of(caf::actor_system& system);
void register_store(caf::actor_system& system, const store_actor& store);

/// Handles in the registry keep their actors alive: call this before the system is destroyed.
void clear_directory(caf::actor_system& system);

}  // namespace aurawell::actors
