#include "actors/scheduling/loop_scheduler.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <utility>

namespace aurawell::actors {
namespace {

thread_local std::optional<std::uint32_t> placed_on;

}  // namespace

loop_scheduler::loop_scheduler(caf::actor_system& system)
    : caf::scheduler::abstract_coordinator{system} {}

caf::actor_system::module* loop_scheduler::make(caf::actor_system& system,
                                                caf::detail::type_list<>) {
  return new loop_scheduler{system};
}

loop_scheduler& loop_scheduler::of(caf::actor_system& system) {
  return dynamic_cast<loop_scheduler&>(system.scheduler());
}

void loop_scheduler::start() {
  const auto& loops = dynamic_cast<const loop_config&>(system().config()).loops;
  for (const auto& loop : loops) {
    const auto index = static_cast<std::uint32_t>(units_.size());
    units_.push_back(std::make_unique<loop_unit>(system(), loop, index, *this, max_throughput()));
  }
  workers_.emplace(system(), max_throughput());
  workers_->start(num_workers());
  clock_.start();
  for (const auto& unit : units_) {
    unit->join_loop();
  }
  abstract_coordinator::start();
}

void loop_scheduler::stop() {
  leave_loops();
  stop_actors();
  workers_->stop();
  clock_.stop();
  clock_.cancel_all();
}

void loop_scheduler::leave_loops() {
  if (std::exchange(has_left_, true)) {
    return;
  }
  for (const auto& unit : units_) {
    for (auto* ready : unit->leave_loop()) {
      run_on_work_thread(ready);
    }
  }
  clock_.take_over();
}

bool loop_scheduler::take_over(caf::resumable* ready, const loop_unit& from) {
  if (ready->subtype() == takes_long) {
    run_on_work_thread(ready);
    return true;
  }
  return placed_on && *placed_on != from.index() && units_[*placed_on]->send(ready);
}

void loop_scheduler::enqueue(caf::resumable* ready) {
  if (auto* here = loop_unit::current(); here != nullptr && here->belongs_to(*this)) {
    here->exec_later(ready);
    return;
  }
  if (ready->subtype() != takes_long) {
    auto* last = last_unit_of(ready);
    auto* unit = last != nullptr ? last : units_[next_worker_++ % units_.size()].get();
    if (unit->send(ready)) {
      return;
    }
  }
  run_on_work_thread(ready);
}

void loop_scheduler::run_on_work_thread(caf::resumable* ready) {
  if (!workers_->run_soon(ready)) {
    cleanup_and_release(ready);
  }
}

/// Nobody else runs or schedules the actor between its being made ready and `enqueue`, so its
/// context can be read.
loop_unit* loop_scheduler::last_unit_of(caf::resumable* ready) const {
  const auto* actor = dynamic_cast<caf::local_actor*>(ready);
  const auto is_last = [&](const auto& unit) { return unit.get() == actor->context(); };
  const auto found = actor == nullptr ? units_.end() : std::ranges::find_if(units_, is_last);
  return found == units_.end() ? nullptr : found->get();
}

std::optional<std::uint32_t> current_loop() noexcept {
  const auto* unit = loop_unit::current();
  return unit != nullptr ? std::optional{unit->index()} : std::nullopt;
}

loop_placement::loop_placement(std::optional<std::uint32_t> loop) noexcept {
  placed_on = loop;
}

loop_placement::~loop_placement() {
  placed_on.reset();
}

}  // namespace aurawell::actors
