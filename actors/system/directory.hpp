#pragma once

#include <caf/actor_system.hpp>

#include "actors/system/interfaces.hpp"
#include "domain/chat/client_command.hpp"

/// Where the fixed actors are found. They may be restarted, so a handle is looked up
/// for each use and never kept. A missing actor gives a null handle.
namespace aurawell::actors {

advice_pool pool_for(caf::actor_system& system, chat_kind kind);
void register_pool(caf::actor_system& system, chat_kind kind, const advice_pool& pool);

store_reader reader_of(caf::actor_system& system);
void register_reader(caf::actor_system& system, const store_reader& reader);

store_actor store_of(caf::actor_system& system);
void register_store(caf::actor_system& system, const store_actor& store);

/// Handles in the registry keep their actors alive: call this before the system ends.
void clear_directory(caf::actor_system& system);

}  // namespace aurawell::actors
