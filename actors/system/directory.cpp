#include "actors/system/directory.hpp"

#include <caf/actor_cast.hpp>
#include <caf/actor_registry.hpp>
#include <caf/atom.hpp>

namespace aurawell::actors {
namespace {

constexpr auto store_name = caf::atom("store");
constexpr auto reader_name = caf::atom("reader");

caf::atom_value entry_of_pool(chat_kind kind) {
  return kind == chat_kind::health ? caf::atom("healthpool") : caf::atom("chatpool");
}

template <class Handle>
Handle look_up(caf::actor_system& system, caf::atom_value name) {
  return caf::actor_cast<Handle>(system.registry().get(name));
}

template <class Handle>
void enter(caf::actor_system& system, caf::atom_value name, const Handle& actor) {
  // `put` keeps an existing entry.
  system.registry().erase(name);
  system.registry().put(name, caf::actor_cast<caf::strong_actor_ptr>(actor));
}

}  // namespace

advice_pool pool_for(caf::actor_system& system, chat_kind kind) {
  return look_up<advice_pool>(system, entry_of_pool(kind));
}

void register_pool(caf::actor_system& system, chat_kind kind, const advice_pool& pool) {
  enter(system, entry_of_pool(kind), pool);
}

store_actor store_of(caf::actor_system& system) {
  return look_up<store_actor>(system, store_name);
}

void register_store(caf::actor_system& system, const store_actor& store) {
  enter(system, store_name, store);
}

store_reader reader_of(caf::actor_system& system) {
  return look_up<store_reader>(system, reader_name);
}

void register_reader(caf::actor_system& system, const store_reader& reader) {
  enter(system, reader_name, reader);
}

void clear_directory(caf::actor_system& system) {
  for (const auto name : {store_name, reader_name, entry_of_pool(chat_kind::health),
                          entry_of_pool(chat_kind::general)}) {
    system.registry().erase(name);
  }
}

}  // namespace aurawell::actors
