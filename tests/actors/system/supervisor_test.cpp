#include "actors/system/supervisor.hpp"

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class supervisor_test : public test_support::actor_fixture {
 protected:
  ~supervisor_test() override {
    kill(supervisor);
    for (const auto& one : spawned) {
      kill(one);
    }
  }

  void start() {
    supervised_child child{"child", [this](supervisor_actor::pointer parent) {
                             spawned.push_back(parent->spawn([](caf::event_based_actor* self) {
                               return caf::behavior{[self](int) { self->quit(); }};
                             }));
                             return spawned.back();
                           }};
    supervisor = system.spawn(run_supervisor, std::vector<supervised_child>{child});
    run();
  }

  supervisor_actor supervisor;
  std::vector<caf::actor> spawned;
};

TEST_F(supervisor_test, starts_its_children) {
  start();
  EXPECT_EQ(spawned.size(), 1U);
}

TEST_F(supervisor_test, brings_a_dead_child_back_after_a_pause) {
  start();
  kill(spawned[0]);
  EXPECT_EQ(spawned.size(), 1U);
  advance(100ms);
  EXPECT_EQ(spawned.size(), 2U);
}

TEST_F(supervisor_test, waits_longer_after_each_death) {
  start();
  kill(spawned[0]);
  advance(100ms);
  kill(spawned[1]);
  advance(199ms);
  EXPECT_EQ(spawned.size(), 2U);
  advance(1ms);
  EXPECT_EQ(spawned.size(), 3U);
}

TEST_F(supervisor_test, counts_deaths_anew_after_a_healthy_minute) {
  start();
  kill(spawned[0]);
  advance(100ms);
  advance(1min);
  kill(spawned[1]);
  advance(100ms);
  EXPECT_EQ(spawned.size(), 3U);
}

TEST_F(supervisor_test, brings_back_at_once_who_is_dead_when_it_is_told_to_stop) {
  start();
  kill(spawned[0]);
  caf::anon_send(supervisor, stop_atom::value);
  run();
  EXPECT_EQ(spawned.size(), 2U);
  advance(10s);
  EXPECT_EQ(spawned.size(), 2U);
}

TEST_F(supervisor_test, brings_back_who_dies_while_it_stops) {
  start();
  caf::anon_send(supervisor, stop_atom::value);
  run();
  kill(spawned[0]);
  advance(100ms);
  EXPECT_EQ(spawned.size(), 2U);
}

TEST_F(supervisor_test, answers_the_watchdog) {
  start();
  const auto state = std::make_shared<std::atomic<pulse_state>>();
  caf::anon_send(supervisor, pulse_atom::value, std::make_shared<const pulse>(state));
  run();
  EXPECT_EQ(*state, pulse_state::answered);
}

TEST_F(supervisor_test, ends_with_its_children_and_brings_nobody_back) {
  start();
  caf::anon_send_exit(supervisor, caf::exit_reason::user_shutdown);
  run();
  EXPECT_EQ(system.registry().running(), 0U);
  EXPECT_EQ(spawned.size(), 1U);
}

TEST_F(supervisor_test, brings_nobody_back_who_died_just_before_it_ended) {
  start();
  kill(spawned[0]);
  caf::anon_send_exit(supervisor, caf::exit_reason::user_shutdown);
  advance(1s);
  EXPECT_EQ(system.registry().running(), 0U);
  EXPECT_EQ(spawned.size(), 1U);
}

/// No other actor has it when the service begins to stop.
TEST_F(supervisor_test, ends_a_child_that_came_back_just_before) {
  start();
  kill(spawned[0]);
  advance(100ms);
  ASSERT_EQ(spawned.size(), 2U);
  caf::anon_send_exit(supervisor, caf::exit_reason::user_shutdown);
  run();
  EXPECT_EQ(system.registry().running(), 0U);
}

}  // namespace
}  // namespace aurawell::actors
