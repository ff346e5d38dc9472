#pragma once

#include <caf/execution_unit.hpp>
#include <caf/resumable.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "actors/scheduling/timer_queue.hpp"
#include "domain/ports/event_loop.hpp"

namespace aurawell::actors {

/// Actors that are ready to run. Each entry owns one reference to its actor. An actor is in one
/// list at a time, so the number of actors limits all of them.
using ready_actors = std::vector<caf::resumable*>;

/// Runs actors on one event loop, between its sockets. An actor that is made ready on the loop's
/// thread takes no lock and no system call on its way.
class loop_unit final : public caf::execution_unit {
 public:
  /// What a unit needs from its scheduler.
  class owner {
   public:
    /// On the thread of `from`. True: another unit or thread has taken the actor over.
    virtual bool take_over(caf::resumable* ready, const loop_unit& from) = 0;

   protected:
    ~owner() = default;
  };

  loop_unit(caf::actor_system& system, std::shared_ptr<event_loop> loop, std::uint32_t index,
            owner& scheduler, std::size_t max_messages);
  ~loop_unit() override = default;

  /// The unit of the calling thread; null on a thread that runs no loop.
  static loop_unit* current() noexcept;

  std::uint32_t index() const noexcept { return index_; }

  bool belongs_to(const owner& scheduler) const noexcept { return &scheduler_ == &scheduler; }

  /// Makes the loop's thread known. Returns when that has happened.
  void join_loop();

  /// Returns when nothing of this unit runs on the loop any more, with what was ready. The loop
  /// must be running.
  ready_actors leave_loop();

  /// The loop's thread: CAF calls it for an actor that this unit's actor has made ready.
  void exec_later(caf::resumable* ready) override;

  /// The loop's thread.
  void run_soon(caf::resumable* ready);

  /// Any thread. False: the unit has left its loop.
  bool send(caf::resumable* ready);

  timer_queue& timers() noexcept { return timers_; }

  /// The loop's thread: the first timer that is due has changed.
  void watch_timers();

 private:
  template <void (loop_unit::*Do)()>
  class task final : public event_loop::work {
   public:
    explicit task(loop_unit& unit) : unit_{unit} {}
    void run() override { (unit_.*Do)(); }

   private:
    loop_unit& unit_;
  };

  void run_turn();
  void run(caf::resumable* ready);
  void take_mail();
  void send_due();

  const std::shared_ptr<event_loop> loop_;
  const std::uint32_t index_;
  owner& scheduler_;
  const std::size_t max_messages_;
  task<&loop_unit::run_turn> turn_{*this};
  task<&loop_unit::take_mail> delivery_{*this};
  task<&loop_unit::send_due> alarm_{*this};

  // Used on the loop's thread only.
  ready_actors ready_;
  ready_actors running_;
  std::size_t next_ = 0;
  bool turn_is_due_ = false;
  timer_queue timers_;

  std::mutex mutex_;
  ready_actors mail_;
  bool has_left_ = false;
};

}  // namespace aurawell::actors
