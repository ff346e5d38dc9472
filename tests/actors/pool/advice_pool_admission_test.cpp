// Which questions are admitted, in which order, and which are refused, with which hint.

#include "actors/pool/advice_pool.hpp"
#include "tests/actors/pool/pool_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class advice_pool_admission_test : public pool_test {
 protected:
  /// Starts and finishes `place_release_rate::enough` answers; each takes this time.
  void measure(std::chrono::milliseconds answer) {
    for (ticket number = 100; number < 100 + place_release_rate::enough; ++number) {
      ask(number, "earlier");
      advance(answer);
      finish(source->calls.size() - 1);
    }
  }
};

TEST_F(advice_pool_admission_test, serves_another_user_next_though_a_hundred_of_one_wait) {
  options.queue = 200;
  options.per_user = 200;
  open();
  for (ticket number = 1; number <= 102; ++number) {
    ask(number, "greedy");
  }
  EXPECT_EQ(shown().waiting, 100U);
  ask(200, "modest");
  finish(0);
  EXPECT_EQ(started.count(200), 1U);
  EXPECT_EQ(started.size(), 3U);
}

TEST_F(advice_pool_admission_test, lets_nobody_hold_all_places) {
  options.max_streams = 4;
  options.per_user = 2;
  open();
  for (ticket number = 1; number <= 10; ++number) {
    ask(number, "greedy");
  }
  EXPECT_EQ(started.size(), 2U);
  EXPECT_EQ(refused.size(), 8U);
  EXPECT_EQ(telemetry->refused[refusal_reason::too_many_of_user], 8);
  ask(11, "modest");
  ask(12, "other");
  EXPECT_EQ(started.count(11), 1U);
  EXPECT_EQ(started.count(12), 1U);
}

TEST_F(advice_pool_admission_test, counts_who_asks_and_not_whose_member_it_is_about) {
  options.per_user = 2;
  open();
  owner = "ann";
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "manager");
  }
  EXPECT_EQ(refused.count(3), 1U);
  ask(4, "ann");
  EXPECT_EQ(refused.count(4), 0U);
}

TEST_F(advice_pool_admission_test, gives_turns_to_who_asks_and_not_to_whose_member_it_is_about) {
  options.max_streams = 1;
  open();
  owner = "ann";
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "manager");
  }
  ask(4, "ann");
  finish(0);
  EXPECT_EQ(started.count(4), 1U);
}

TEST_F(advice_pool_admission_test, refuses_at_once_what_would_wait_too_long) {
  options.queue = 100;
  options.per_user = 100;
  options.queue_timeout = 10s;
  open();
  measure(8s);
  // Two places, eight seconds each: the third question in the queue expects to wait ten seconds.
  for (ticket number = 1; number <= 6; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(started.count(2), 1U);
  EXPECT_EQ(shown().waiting, 3U);
  ASSERT_EQ(refused.count(6), 1U);
  EXPECT_EQ(refused[6].cause.code, ec::unavailable);
  EXPECT_EQ(refused[6].retry_after, 16s);
  EXPECT_EQ(telemetry->refused[refusal_reason::queue_too_slow], 1);
}

TEST_F(advice_pool_admission_test, judges_the_wait_by_the_place_that_the_user_would_get) {
  options.queue = 100;
  options.per_user = 100;
  options.queue_timeout = 10s;
  open();
  measure(8s);
  for (ticket number = 1; number <= 6; ++number) {
    ask(number, "greedy");
  }
  EXPECT_EQ(refused.count(6), 1U);
  ask(7, "modest");
  EXPECT_EQ(refused.count(7), 0U) << "its place is the first";
}

TEST_F(advice_pool_admission_test, refuses_nobody_early_before_anything_was_measured) {
  options.queue = 100;
  options.per_user = 100;
  options.queue_timeout = 100ms;
  open();
  for (ticket number = 1; number <= 50; ++number) {
    ask(number, "ann");
  }
  EXPECT_TRUE(refused.empty());
}

TEST_F(advice_pool_admission_test, refuses_nobody_early_by_an_old_measurement) {
  options.queue_timeout = 1s;
  open();
  measure(14s);
  advance(place_release_rate::memory + 1s);
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "ann");
  }
  EXPECT_TRUE(refused.empty());
}

TEST_F(advice_pool_admission_test, refuses_nobody_early_when_places_are_free) {
  options.max_streams = 3;
  options.workers = 3;
  options.queue_timeout = 1s;
  open();
  measure(14s);
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  EXPECT_TRUE(refused.empty());
}

TEST_F(advice_pool_admission_test, expects_less_waiting_as_soon_as_there_are_more_places) {
  options.queue_timeout = 10s;
  options.queue = 100;
  options.per_user = 100;
  options.max_streams = 1;
  open();
  measure(14s);
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(refused.count(3), 1U);
  EXPECT_EQ(shown().expected_wait, 21s);
  options.max_streams = 64;
  adopt();
  ask(4, "dan");
  EXPECT_EQ(started.count(4), 1U);
  EXPECT_EQ(shown().expected_wait, 0ms);
}

TEST_F(advice_pool_admission_test, reports_waits_and_refusals) {
  options.queue = 1;
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "ann");
  }
  EXPECT_EQ(telemetry->refused[refusal_reason::queue_full], 1);
  advance(3s);
  finish(0);
  EXPECT_EQ(telemetry->waits, (std::vector<std::chrono::nanoseconds>{0s, 0s, 3s}));
  ask(5, "bob");
  advance(11s);
  EXPECT_EQ(telemetry->refused[refusal_reason::waited_too_long], 1);
  caf::anon_send(pool, stop_atom::value);
  ask(6, "bob");
  EXPECT_EQ(telemetry->refused[refusal_reason::stopping], 1);
}

TEST_F(advice_pool_admission_test, shows_what_it_is_doing) {
  open();
  for (ticket number = 1; number <= 6; ++number) {
    ask(number, number < 4 ? "ann" : "bob");
  }
  const auto now = shown();
  EXPECT_EQ(now.name, "health_chat");
  EXPECT_EQ(now.streaming, 2U);
  EXPECT_EQ(now.waiting, 3U);
  EXPECT_EQ(now.idle_workers, 2U);
  EXPECT_EQ(now.users, 2U);
  EXPECT_EQ(now.admitted, 5U);
  EXPECT_EQ(now.refused, 1U);
  EXPECT_EQ(now.queue, 3U);
  EXPECT_EQ(now.providers, std::vector<std::string>{"fake"});
}

}  // namespace
}  // namespace aurawell::actors
