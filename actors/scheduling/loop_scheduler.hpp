#pragma once

#include <caf/actor_system_config.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "actors/scheduling/loop_clock.hpp"
#include "actors/scheduling/loop_unit.hpp"
#include "actors/scheduling/work_threads.hpp"
#include "domain/ports/event_loop.hpp"

namespace aurawell::actors {

/// CAF's configuration with the loops of the scheduler.
struct loop_config : caf::actor_system_config {
  /// Must be running, and go on until `leave_loops`.
  std::vector<std::shared_ptr<event_loop>> loops;
};

/// Runs actors on the event loops that serve the sockets, so that a message from a socket to an
/// actor and on to another socket of the same loop stays on one thread.
///
/// An actor that is made ready
///   on a loop's thread       runs on that loop;
///   on another thread        runs on the loop where it ran last, the first time on any loop.
/// An actor whose handlers take long (`takes_long`) always runs on the work threads.
class loop_scheduler final : public caf::scheduler::abstract_coordinator, public loop_unit::owner {
 public:
  /// The configuration of `system` must be a `loop_config`.
  explicit loop_scheduler(caf::actor_system& system);
  ~loop_scheduler() override = default;

  /// For `actor_system_config::load`.
  static caf::actor_system::module* make(caf::actor_system& system, caf::detail::type_list<>);

  /// The scheduler of `system`, which must have this one.
  static loop_scheduler& of(caf::actor_system& system);

  void enqueue(caf::resumable* ready) override;
  caf::actor_clock& clock() noexcept override { return clock_; }

  /// From now on all actors run on the work threads. Call it on the thread that made the system,
  /// before the loops end; at the latest the end of the system does.
  void leave_loops();

 private:
  void start() override;
  void stop() override;
  bool take_over(caf::resumable* ready, const loop_unit& from) override;
  void run_on_work_thread(caf::resumable* ready);
  loop_unit* last_unit_of(caf::resumable* ready) const;

  std::vector<std::unique_ptr<loop_unit>> units_;
  loop_clock clock_{units_};
  std::optional<work_threads> workers_;
  bool has_left_ = false;
};

/// What an actor's `subtype` returns when its handlers take long.
constexpr auto takes_long = caf::resumable::function_object;

/// Index of the loop of the calling thread; nothing on any other thread.
std::optional<std::uint32_t> current_loop() noexcept;

/// While it lives, actors that the calling thread spawns run first on that loop. No effect
/// with another scheduler.
class loop_placement {
 public:
  explicit loop_placement(std::optional<std::uint32_t> loop) noexcept;
  loop_placement(const loop_placement&) = delete;
  loop_placement& operator=(const loop_placement&) = delete;
  ~loop_placement();
};

}  // namespace aurawell::actors
