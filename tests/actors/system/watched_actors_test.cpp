#include "actors/system/watched_actors.hpp"

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

class watched_actors_test : public test_support::actor_fixture {
 protected:
  struct watcher_state {
    static inline const char* name = "watcher";
    watched_actors watched;
  };
  using watcher = caf::stateful_actor<watcher_state>;

  watched_actors_test() {
    watched_actor = system.spawn([](caf::event_based_actor*) { return caf::behavior{[](int) {}}; });
    by = system.spawn([this](watcher* self) -> caf::behavior {
      self->set_down_handler([this, self](const caf::down_msg& down) {
        self->state.watched.on_down(down.source);
        ++downs;
      });
      return {[this, self](bool wanted) {
        wanted ? self->state.watched.watch(self, watched_actor)
               : self->state.watched.unwatch(self, watched_actor.address());
      }};
    });
  }

  ~watched_actors_test() override {
    kill(by);
    kill(watched_actor);
  }

  void watch(bool wanted) {
    caf::anon_send(by, wanted);
    run();
  }

  caf::actor watched_actor;
  caf::actor by;
  int downs = 0;
};

TEST_F(watched_actors_test, hears_of_an_end_once_however_many_reasons_there_are) {
  watch(true);
  watch(true);
  kill(watched_actor);
  EXPECT_EQ(downs, 1);
}

TEST_F(watched_actors_test, still_hears_while_one_reason_is_left) {
  watch(true);
  watch(true);
  watch(false);
  kill(watched_actor);
  EXPECT_EQ(downs, 1);
}

TEST_F(watched_actors_test, hears_nothing_after_the_last_reason) {
  watch(true);
  watch(true);
  watch(false);
  watch(false);
  kill(watched_actor);
  EXPECT_EQ(downs, 0);
}

TEST_F(watched_actors_test, hears_at_once_of_one_that_has_ended_before) {
  kill(watched_actor);
  watch(true);
  EXPECT_EQ(downs, 1);
}

}  // namespace
}  // namespace aurawell::actors
