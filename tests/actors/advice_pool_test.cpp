#include "actors/advice_pool.hpp"

#include <map>

#include "actors/advice_worker.hpp"
#include "actors/store_actor.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_completion_source.hpp"
#include "tests/support/fake_session.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class advice_pool_test : public test_support::actor_fixture {
 protected:
  advice_pool_test() {
    options.workers = 2;
    options.max_streams = 2;
    options.queue = 3;
    options.per_user = 10;
    options.queue_timeout = 10s;
    register_store(system, system.spawn(run_store, store));
  }

  ~advice_pool_test() override {
    for (const auto& client : clients) {
      caf::anon_send_exit(client, caf::exit_reason::kill);
    }
    kill(pool);
    kill(session);
    kill(store_of(system));
  }

  void open() {
    stream_options clocks;
    pool = system.spawn(run_advice_pool, options, provider_chain{{"fake", source, clocks}});
    run();
  }

  /// Asks as `user`; what becomes of it is found under `number`.
  void ask(ticket number, const std::string& user) {
    auto job = std::make_shared<advice_job>();
    job->session = session;
    job->number = number;
    job->key.user = {user};
    job->request = {"r" + std::to_string(number)};
    job->question.text = "question " + std::to_string(number);
    clients.push_back(system.spawn([this, number, job](caf::event_based_actor* self) {
      self->request(pool, caf::infinite, ask_atom::value, advice_job_ptr{job})
          .then([this, number](const llm_stream_actor& stream) { started[number] = stream; },
                [this, number](const caf::error& why) {
                  refused[number] = from_caf(why, ec::internal);
                });
    }));
    run();
  }

  /// Lets the stream that was started as the nth end.
  void finish(std::size_t nth) {
    source->calls.at(nth)->text("x");
    source->calls.at(nth)->finish();
    run();
  }

  pool_options options;
  std::shared_ptr<test_support::fake_completion_source> source =
      std::make_shared<test_support::fake_completion_source>();
  std::shared_ptr<test_support::fake_store> store = std::make_shared<test_support::fake_store>();
  session_actor session = system.spawn(test_support::run_fake_session);
  advice_pool pool;
  std::vector<caf::actor> clients;
  std::map<ticket, llm_stream_actor> started;
  std::map<ticket, refusal> refused;
};

TEST_F(advice_pool_test, starts_a_stream_with_history_before_the_question) {
  store->history = {{"earlier?", "yes."}};
  open();
  ask(1, "ann");
  ASSERT_EQ(started.count(1), 1U);
  const auto& messages = source->last().request.messages;
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[0].role, message_role::system);
  EXPECT_EQ(messages[1], (prompt_message{message_role::user, "earlier?"}));
  EXPECT_EQ(messages[2], (prompt_message{message_role::assistant, "yes."}));
  EXPECT_EQ(messages[3].text, "question 1");
  EXPECT_EQ(source->last().request.question.earlier, std::vector<std::string>{"earlier?"});
}

TEST_F(advice_pool_test, answers_without_history_when_the_store_fails) {
  store->fail_reads = true;
  open();
  ask(1, "ann");
  EXPECT_EQ(started.count(1), 1U);
  EXPECT_EQ(source->last().request.messages.size(), 2U);
}

TEST_F(advice_pool_test, lets_questions_wait_beyond_max_streams_and_serves_them_in_turn) {
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(started.size(), 2U);
  finish(0);
  EXPECT_EQ(started.count(3), 1U);
  finish(1);
  EXPECT_EQ(started.count(4), 1U);
}

TEST_F(advice_pool_test, refuses_with_a_hint_when_the_queue_is_full) {
  open();
  for (ticket number = 1; number <= 6; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  ASSERT_EQ(refused.count(6), 1U);
  EXPECT_EQ(refused[6].what.code, ec::unavailable);
  EXPECT_GE(refused[6].retry_after, 1s);
}

TEST_F(advice_pool_test, works_without_a_queue) {
  options.queue = 0;
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  EXPECT_EQ(started.size(), 2U);
  EXPECT_EQ(refused.count(3), 1U);
}

TEST_F(advice_pool_test, does_not_let_one_user_delay_another) {
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "greedy");
  }
  ask(5, "modest");
  finish(0);
  EXPECT_EQ(started.count(3), 1U);
  finish(1);
  EXPECT_EQ(started.count(5), 1U);
  EXPECT_EQ(started.count(4), 0U);
}

TEST_F(advice_pool_test, bounds_the_questions_of_one_user) {
  options.per_user = 2;
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "greedy");
  }
  EXPECT_EQ(refused.count(3), 1U);
  finish(0);
  ask(4, "greedy");
  EXPECT_EQ(started.count(4), 1U);
}

TEST_F(advice_pool_test, refuses_a_question_that_waited_too_long) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  advance(9'900ms);
  EXPECT_EQ(refused.count(3), 0U);
  advance(400ms);
  ASSERT_EQ(refused.count(3), 1U);
  EXPECT_EQ(refused[3].what.code, ec::timed_out);
}

TEST_F(advice_pool_test, tells_a_waiting_question_its_place_once) {
  open();
  for (ticket number = 1; number <= 4; ++number) {
    ask(number, "user" + std::to_string(number));
  }
  advance(250ms);
  advance(250ms);
  const auto& places = test_support::state_of(session).places;
  EXPECT_EQ(places.at(3), std::vector<std::uint32_t>{1});
  EXPECT_EQ(places.at(4), std::vector<std::uint32_t>{2});
}

TEST_F(advice_pool_test, forgets_a_question_that_is_dropped_while_it_waits) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  caf::anon_send(pool, drop_atom::value, user_id{"ann"}, session, ticket{3});
  run();
  ASSERT_EQ(refused.count(3), 1U);
  finish(0);
  EXPECT_EQ(source->calls.size(), 2U);
}

TEST_F(advice_pool_test, frees_the_place_of_a_stream_that_dies) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  kill(started[1]);
  EXPECT_EQ(started.count(3), 1U);
}

TEST_F(advice_pool_test, refuses_what_waits_when_it_dies) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  kill(pool);
  EXPECT_EQ(refused.count(3), 1U);
}

TEST_F(advice_pool_test, ends_everything_when_told_to_stop) {
  open();
  for (ticket number = 1; number <= 3; ++number) {
    ask(number, "ann");
  }
  source->calls[0]->text("half");
  caf::anon_send(pool, stop_atom::value);
  run();
  EXPECT_EQ(refused.count(3), 1U);
  EXPECT_EQ(source->running(), 0U);
  const auto& ends = test_support::state_of(session).ends;
  ASSERT_EQ(ends.size(), 2U);
  EXPECT_EQ(ends[0].second.status, request_status::incomplete);
  ask(4, "bob");
  EXPECT_EQ(refused.count(4), 1U);
}

/// A store that can be told not to answer, so that a worker stays busy.
class advice_pool_with_silent_store : public advice_pool_test {
 protected:
  struct silent_state {
    static inline const char* name = "silent-store";
    std::vector<caf::typed_response_promise<std::vector<past_exchange>>> waiting;
    std::vector<advice_worker> askers;
  };

  static store_actor::behavior_type stay_silent(store_actor::stateful_pointer<silent_state> self) {
    return {
        [](question_atom, const question_record&) { return stored_exchange_ptr{}; },
        [](progress_atom, const progress_record&) { return caf::ok_atom::value; },
        [](answer_atom, const answer_record&) { return caf::ok_atom::value; },
        [self](history_atom, const history_query&) -> caf::result<std::vector<past_exchange>> {
          self->state.askers.push_back(caf::actor_cast<advice_worker>(self->current_sender()));
          auto promise = self->make_response_promise<std::vector<past_exchange>>();
          self->state.waiting.push_back(promise);
          return promise;
        },
        [](sess_atom, const session_query&) { return std::vector<stored_exchange>{}; },
        [](list_atom, const conversation_list_query&) { return conversation_list{}; },
        [](read_atom, const exchange_list_query&) { return exchange_list{}; },
        [](remove_atom, const conversation_key&) { return caf::ok_atom::value; },
        [self](flush_atom) {
          for (auto& promise : std::exchange(self->state.waiting, {})) {
            promise.deliver(std::vector<past_exchange>{});
          }
        },
    };
  }

  advice_pool_with_silent_store() {
    options.workers = 1;
    kill(store_of(system));
    register_store(system, system.spawn(stay_silent));
  }

  /// Answers everyone who waits.
  void break_the_silence() {
    caf::anon_send(store_of(system), flush_atom::value);
    run();
  }

  silent_state& silent() {
    return caf::actor_cast<store_actor::stateful_pointer<silent_state>>(store_of(system))->state;
  }
};

TEST_F(advice_pool_with_silent_store, gives_the_question_of_a_dead_worker_to_its_successor) {
  open();
  ask(1, "ann");
  ASSERT_EQ(silent().askers.size(), 1U);
  kill(silent().askers[0]);
  EXPECT_EQ(started.count(1) + refused.count(1), 0U);
  advance(100ms);
  ASSERT_EQ(silent().askers.size(), 2U);
  break_the_silence();
  EXPECT_EQ(started.count(1), 1U);
}

TEST_F(advice_pool_with_silent_store, gives_up_when_the_second_worker_dies_too) {
  open();
  ask(1, "ann");
  kill(silent().askers[0]);
  advance(100ms);
  kill(silent().askers[1]);
  ASSERT_EQ(refused.count(1), 1U);
  EXPECT_EQ(refused[1].what.code, ec::internal);
}

TEST_F(advice_pool_with_silent_store, keeps_running_streams_when_a_worker_dies) {
  open();
  ask(1, "ann");
  break_the_silence();
  ask(2, "bob");
  kill(silent().askers[1]);
  EXPECT_EQ(source->running(), 1U);
  source->calls[0]->text("still here");
  run();
  EXPECT_EQ(test_support::state_of(session).text, "still here");
}

}  // namespace
}  // namespace aurawell::actors
