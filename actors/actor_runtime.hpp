#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include "actors/options/session_options.hpp"
#include "actors/pool/pool_setup.hpp"
#include "actors/store/store_setup.hpp"
#include "domain/admission/connection_counts.hpp"
#include "domain/chat/client_command.hpp"
#include "domain/models/provider_roster.hpp"
#include "domain/ports/event_loop.hpp"
#include "domain/ports/pulse.hpp"
#include "domain/ports/service_status.hpp"
#include "domain/ports/session_gateway.hpp"
#include "domain/ports/span_sink.hpp"
#include "domain/ports/store_access.hpp"
#include "domain/ports/telemetry.hpp"
#include "domain/prompt/conversation_memory.hpp"

namespace aurawell::actors {

struct runtime_setup {
  /// Threads for the actors whose handlers take long; 0: one per core.
  std::uint32_t threads = 0;
  /// The other actors run on these. Not empty; they must be running.
  std::vector<std::shared_ptr<event_loop>> loops{};
  session_options session;
  std::map<chat_kind, pool_setup> pools;
  store_setup store;
  std::shared_ptr<const connection_counts> census;
  /// The providers of all pools.
  std::shared_ptr<const provider_roster> roster = std::make_shared<provider_roster>();
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
  std::shared_ptr<span_sink> spans = std::make_shared<span_sink>();
  /// Of all pools. What is removed from `store` is dropped from it.
  std::shared_ptr<conversation_memory> memory = std::make_shared<conversation_memory>();
};

/// All actors of the process. Owns the actor system. CAF keeps an object for each thread that made
/// the system or spawned an actor, and the system's destructor waits until all are released. So
/// construct and destroy this on one thread, and end the threads that call the gateway before that.
class actor_runtime {
 public:
  explicit actor_runtime(const runtime_setup& setup);
  actor_runtime(const actor_runtime&) = delete;
  actor_runtime& operator=(const actor_runtime&) = delete;

  /// Stops without waiting for answers when `stop` was not called.
  ~actor_runtime();

  session_gateway& gateway() noexcept;
  store_access& store() noexcept;
  const service_status& status() const noexcept;

  /// The setups apply from each pool's next question on, also in a pool that is being restarted.
  /// Pools without an entry keep their setup. Waiting questions and running streams stay.
  void adopt(const std::map<chat_kind, pool_setup>& pools);

  /// The options apply to sessions that start from now on; the limits per minute and `max_sessions`
  /// apply to all sessions at once. `store_timeout` of `store()` does not change.
  void adopt(const session_options& session);

  /// Applies at once.
  void adopt(const memory_limits& limits);

  /// Questions are refused from now on. @param retry_after The hint for whoever asks.
  void refuse_questions(std::chrono::milliseconds retry_after);

  /// Answers that have not ended.
  std::size_t unfinished_answers() const;

  /// Ends every answer as incomplete; the sessions store them. Returns at once.
  void end_answers();

  /// Ends every answer as incomplete, then waits until the sessions have stored them and have
  /// closed, at most `deadline`. The connections must have been closed before. False: a session was
  /// still open at the deadline.
  bool stop(std::chrono::milliseconds deadline);

  /// The pools and the supervisor, for a watchdog. Not the store: it may wait for a disk or for
  /// another process's lock, which a new process would have to wait for too. The parts must not be
  /// asked after the end of this object. Any thread may ask.
  std::vector<pulse_part> pulse_parts();

  /// From now on no actor runs on the loops of the setup. Call it before these end.
  void leave_loops();

 private:
  struct implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace aurawell::actors
