#include "actors/system/timed_requests.hpp"

#include <vector>

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class timed_requests_test : public test_support::actor_fixture {
 protected:
  struct asker_state {
    static inline const char* name = "asker";
    timed_requests requests;
  };
  struct server_state {
    static inline const char* name = "server";
    std::vector<caf::response_promise> waiting;
  };
  using asker = caf::stateful_actor<asker_state>;
  using server = caf::stateful_actor<server_state>;

  timed_requests_test() {
    to_server = system.spawn([this](server* self) -> caf::behavior {
      return {[self](int) {
                self->state.waiting.push_back(self->make_response_promise());
                return self->state.waiting.back();
              },
              [self](caf::ok_atom) {
                for (auto& one : std::exchange(self->state.waiting, {})) {
                  one.deliver(7);
                }
              }};
    });
    to_asker = system.spawn([this](asker* self) -> caf::behavior {
      self->state.requests.start(self);
      return {[this, self](std::chrono::milliseconds timeout) {
        self->state.requests.request(self, to_server, timeout, 1)
            .then([this](int) { ++replies; },
                  [this](const caf::error& why) { failures.push_back(why); });
      }};
    });
    run();
  }

  ~timed_requests_test() override {
    kill(to_asker);
    kill(to_server);
  }

  void ask(std::chrono::milliseconds timeout) {
    caf::anon_send(to_asker, timeout);
    run();
  }

  void reply() {
    caf::anon_send(to_server, caf::ok_atom::value);
    run();
  }

  std::size_t open() { return caf::actor_cast<asker*>(to_asker)->state.requests.open(); }

  caf::actor to_server;
  caf::actor to_asker;
  int replies = 0;
  std::vector<caf::error> failures;
};

TEST_F(timed_requests_test, gives_the_reply) {
  ask(1s);
  reply();
  EXPECT_EQ(replies, 1);
  EXPECT_EQ(open(), 0U);
  advance(10s);
  EXPECT_TRUE(failures.empty());
}

TEST_F(timed_requests_test, fails_at_the_time_of_each) {
  ask(2s);
  ask(1s);
  ask(3s);
  for (std::size_t second = 1; second <= 3; ++second) {
    advance(999ms);
    EXPECT_EQ(failures.size(), second - 1);
    advance(1ms);
    EXPECT_EQ(failures.size(), second);
  }
  EXPECT_EQ(failures[0], caf::sec::request_timeout);
  EXPECT_EQ(open(), 0U);
}

TEST_F(timed_requests_test, drops_a_reply_that_comes_too_late) {
  ask(1s);
  advance(1s);
  reply();
  EXPECT_EQ(replies, 0);
  EXPECT_EQ(failures.size(), 1U);
}

TEST_F(timed_requests_test, fails_when_nobody_is_there) {
  kill(to_server);
  ask(1s);
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_NE(failures[0], caf::sec::request_timeout);
  EXPECT_EQ(open(), 0U);
}

TEST_F(timed_requests_test, a_thousand_requests_leave_one_timer) {
  for (int i = 0; i < 1'000; ++i) {
    ask(1s);
    reply();
  }
  EXPECT_EQ(timers(), 1U);
  advance(1s);
  EXPECT_EQ(timers(), 0U);
  EXPECT_EQ(replies, 1'000);
}

TEST_F(timed_requests_test, leaves_nothing_behind_when_its_actor_ends) {
  ask(1s);
  kill(to_asker);
  EXPECT_EQ(timers(), 0U);
}

}  // namespace
}  // namespace aurawell::actors
