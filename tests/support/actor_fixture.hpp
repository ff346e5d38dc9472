#pragma once

#include <gtest/gtest.h>

#include <caf/actor_registry.hpp>
#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <memory>

#include "actors/system/directory.hpp"
#include "actors/system/errors.hpp"
#include "actors/system/interfaces.hpp"

namespace aurawell::test_support {

struct deterministic_config : caf::actor_system_config {
  deterministic_config() {
    set("scheduler.policy", caf::atom("testing"));
    add_error_category(actors::error_category(), actors::render_error);
  }
};

/// An actor system whose messages are delivered only by `run`, in one order, and whose
/// clock moves only by `advance`.
class actor_fixture : public ::testing::Test {
 protected:
  /// Fails when a test has left an actor running, and does not wait for it.
  ~actor_fixture() override {
    actors::clear_directory(system);
    run();
    EXPECT_EQ(system.registry().running(), 0U) << "actors were left over";
    system.await_actors_before_shutdown(system.registry().running() == 0);
  }

  caf::scheduler::test_coordinator& scheduler() {
    return dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
  }

  /// Delivers everything that can be delivered without time passing.
  void run() { scheduler().run(); }

  void advance(std::chrono::milliseconds by) {
    scheduler().advance_time(by);
    run();
  }

  /// Everything that waits in CAF's clock, also outdated entries.
  std::size_t timers() { return scheduler().clock().schedule().size(); }

  template <class Actor>
  void kill(const Actor& victim) {
    caf::anon_send_exit(victim, caf::exit_reason::kill);
    run();
  }

  deterministic_config configuration;
  caf::actor_system system{configuration};
};

}  // namespace aurawell::test_support
