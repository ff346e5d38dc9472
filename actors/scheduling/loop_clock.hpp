#pragma once

#include <caf/actor_clock.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "actors/scheduling/loop_unit.hpp"
#include "actors/scheduling/timer_queue.hpp"

namespace aurawell::actors {

/// The timers of all actors. An actor on a loop sets its timers there: the loop's own timer serves
/// them. Timers of other threads, few and long, are served by one thread of this class.
class loop_clock final : public caf::actor_clock {
 public:
  explicit loop_clock(const std::vector<std::unique_ptr<loop_unit>>& units) : units_{units} {}
  ~loop_clock() override { stop(); }

  void start();
  void stop();

  /// From now on the thread serves the timers of all units, which have left their loops.
  void take_over();

  void set_ordinary_timeout(time_point due, caf::abstract_actor* self, caf::atom_value type,
                            std::uint64_t id) override;
  void set_multi_timeout(time_point due, caf::abstract_actor* self, caf::atom_value type,
                         std::uint64_t id) override;
  void set_request_timeout(time_point due, caf::abstract_actor* self, caf::message_id id) override;
  void cancel_ordinary_timeout(caf::abstract_actor* self, caf::atom_value type) override;
  void cancel_request_timeout(caf::abstract_actor* self, caf::message_id id) override;
  void cancel_timeouts(caf::abstract_actor* self) override;
  void schedule_message(time_point due, caf::strong_actor_ptr receiver,
                        caf::mailbox_element_ptr content) override;
  /// No actor of this program uses groups.
  void schedule_message(time_point due, caf::group target, caf::strong_actor_ptr sender,
                        caf::message content) override;
  void cancel_all() override;

 private:
  void add(time_point due, timer_queue::timer added);
  void wake_thread();
  void run();
  template <class Predicate>
  void remove(caf::actor_id actor, Predicate is_meant);

  const std::vector<std::unique_ptr<loop_unit>>& units_;
  timer_queue elsewhere_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool has_changed_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace aurawell::actors
