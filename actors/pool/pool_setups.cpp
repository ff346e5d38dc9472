#include "actors/pool/pool_setups.hpp"

#include <caf/all.hpp>
#include <string>
#include <utility>

#include "actors/system/directory.hpp"

namespace aurawell::actors {

void pool_setups::change(caf::actor_system& system, chat_kind kind, pool_setup_ptr setup) {
  const std::lock_guard lock{mutex_};
  newest_[kind] = setup;
  if (const auto pool = pool_for(system, kind)) {
    caf::anon_send(pool, adopt_atom::value, std::move(setup));
  }
}

pool_setup_ptr pool_setups::newest(chat_kind kind) const {
  const std::lock_guard lock{mutex_};
  return newest_.at(kind);
}

void pool_setups::catch_up(chat_kind kind, const pool_setup_ptr& known,
                           const advice_pool& pool) const {
  const std::lock_guard lock{mutex_};
  if (const auto& newest = newest_.at(kind); newest != known) {
    caf::anon_send(pool, adopt_atom::value, newest);
  }
}

supervised_child make_pool(const pool_surroundings& surroundings,
                           std::shared_ptr<const pool_setups> setups) {
  return {std::string{"pool "} + pool_name(surroundings.kind),
          [surroundings, setups = std::move(setups)](supervisor_actor::pointer parent) {
            const auto setup = setups->newest(surroundings.kind);
            const auto pool = parent->spawn(run_advice_pool, setup, surroundings);
            register_pool(parent->system(), surroundings.kind, pool);
            // A change before this point was sent to the former pool.
            setups->catch_up(surroundings.kind, setup, pool);
            return caf::actor_cast<caf::actor>(pool);
          }};
}

}  // namespace aurawell::actors
