#pragma once

#include <chrono>
#include <map>
#include <memory>

#include "actors/pool_options.hpp"
#include "actors/provider.hpp"
#include "actors/session_options.hpp"
#include "domain/client_command.hpp"
#include "domain/connection_census.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/conversation_archive.hpp"
#include "domain/ports/session_gateway.hpp"

namespace aurawell::actors {

/// A pool's settings with the providers that its names stand for.
struct pool_setup {
  pool_options options;
  provider_chain chain;
};

struct runtime_setup {
  /// Threads that run actors; 0: one per core.
  std::uint32_t threads = 0;
  session_options session;
  std::map<chat_kind, pool_setup> pools;
  std::shared_ptr<advice_store> store;
  std::shared_ptr<const connection_census> census;
};

/// All actors of the process. Owns the actor system. CAF keeps something for each
/// thread that made the system or spawned an actor, and its end waits until that is
/// given back: construct and destroy this on one thread, and let the threads that call
/// the gateway end before the destruction.
class actor_runtime {
 public:
  explicit actor_runtime(const runtime_setup& setup);
  actor_runtime(const actor_runtime&) = delete;
  actor_runtime& operator=(const actor_runtime&) = delete;

  /// Stops without waiting for answers when `stop` was not called.
  ~actor_runtime();

  session_gateway& gateway() noexcept;
  conversation_archive& archive() noexcept;

  /// Ends every answer as incomplete, waits until the sessions have stored them and
  /// are gone, at most `deadline`. The connections must have been closed before.
  /// False: something was still open when the time was up.
  bool stop(std::chrono::milliseconds deadline);

 private:
  struct implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace aurawell::actors
