#pragma once

#include <caf/actor_system.hpp>
#include <map>
#include <memory>
#include <mutex>

#include "actors/pool/advice_pool.hpp"
#include "actors/pool/pool_setup.hpp"
#include "actors/system/supervisor.hpp"

namespace aurawell::actors {

/// The newest setup of each pool; a restarted pool begins with it. Thread-safe. Messages to pools
/// are sent under its lock, so that the newest setup is the last that a pool receives.
class pool_setups {
 public:
  /// Stores the setup and sends it to the pool if that exists.
  void change(caf::actor_system& system, chat_kind kind, pool_setup_ptr setup);

  /// `change` must have been called for `kind` before.
  pool_setup_ptr newest(chat_kind kind) const;

  /// For a pool that was started with `known` and is now in the directory: sends it a newer setup,
  /// if any.
  void catch_up(chat_kind kind, const pool_setup_ptr& known, const advice_pool& pool) const;

 private:
  mutable std::mutex mutex_;
  std::map<chat_kind, pool_setup_ptr> newest_;
};

/// A child that always starts with the newest setup.
supervised_child make_pool(const pool_surroundings& surroundings,
                           std::shared_ptr<const pool_setups> setups);

}  // namespace aurawell::actors
