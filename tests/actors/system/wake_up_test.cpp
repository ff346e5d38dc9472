#include "actors/system/wake_up.hpp"

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class wake_up_test : public test_support::actor_fixture {
 protected:
  struct sleeper_state {
    static inline const char* name = "sleeper";
    wake_up timer;
  };
  using sleeper = caf::stateful_actor<sleeper_state>;

  wake_up_test() {
    actor = system.spawn([this](sleeper* self) -> caf::behavior {
      self->state.timer.start(self, [this, self] {
        ++woken;
        if (quits) {
          self->quit();
        }
      });
      return {
          [self](std::chrono::milliseconds in) { self->state.timer.at(self->clock().now() + in); }};
    });
  }

  ~wake_up_test() override { kill(actor); }

  void wake_in(std::chrono::milliseconds in) {
    caf::anon_send(actor, in);
    run();
  }

  caf::actor actor;
  int woken = 0;
  bool quits = false;
};

TEST_F(wake_up_test, wakes_its_actor_once_when_the_time_has_come) {
  wake_in(100ms);
  advance(99ms);
  EXPECT_EQ(woken, 0);
  advance(1ms);
  EXPECT_EQ(woken, 1);
  advance(10s);
  EXPECT_EQ(woken, 1);
}

TEST_F(wake_up_test, many_wishes_share_one_timer) {
  for (int i = 0; i < 100; ++i) {
    wake_in(100ms + i * 1ms);
  }
  EXPECT_EQ(timers(), 1U);
  advance(1s);
  EXPECT_EQ(woken, 1);
}

TEST_F(wake_up_test, an_earlier_time_takes_the_place_of_a_later_one) {
  wake_in(100ms);
  wake_in(50ms);
  advance(50ms);
  EXPECT_EQ(woken, 1);
  advance(50ms);
  EXPECT_EQ(woken, 1);
}

TEST_F(wake_up_test, can_be_set_again) {
  wake_in(100ms);
  advance(100ms);
  wake_in(100ms);
  advance(100ms);
  EXPECT_EQ(woken, 2);
}

TEST_F(wake_up_test, leaves_nothing_behind_when_its_actor_ends) {
  wake_in(100ms);
  kill(actor);
  EXPECT_EQ(timers(), 0U);
}

TEST_F(wake_up_test, its_actor_may_end_when_it_wakes_up) {
  quits = true;
  wake_in(100ms);
  wake_in(50ms);
  advance(1s);
  EXPECT_EQ(woken, 1);
  EXPECT_EQ(timers(), 0U);
}

}  // namespace
}  // namespace aurawell::actors
