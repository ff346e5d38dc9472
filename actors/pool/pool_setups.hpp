#pragma once

#include <caf/actor_system.hpp>
#include <map>
#include <memory>
#include <mutex>

#include "actors/pool/advice_pool.hpp"
#include "actors/pool/pool_setup.hpp"
#include "actors/system/supervisor.hpp"

namespace aurawell::actors {

/// The newest setup of each pool, which a pool that is restarted comes up with.
/// Thread-safe; messages to pools are sent under its lock, so that the newest is also
/// the last that a pool hears of.
class pool_setups {
 public:
  /// Remembers it, and tells the pool if there is one.
  void change(caf::actor_system& system, chat_kind kind, pool_setup_ptr setup);

  /// The setup must have been given before.
  pool_setup_ptr newest(chat_kind kind) const;

  /// For a pool that was begun with `known` and can be found since.
  void catch_up(chat_kind kind, const pool_setup_ptr& known, const advice_pool& pool) const;

 private:
  mutable std::mutex mutex_;
  std::map<chat_kind, pool_setup_ptr> newest_;
};

/// A pool that always works by the newest setup.
supervised_child make_pool(const pool_surroundings& around,
                           std::shared_ptr<const pool_setups> setups);

}  // namespace aurawell::actors
