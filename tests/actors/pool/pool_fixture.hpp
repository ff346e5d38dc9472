#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/pool/advice_pool.hpp"
#include "actors/store/store_actor.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/counting_telemetry.hpp"
#include "tests/support/fake_completion_source.hpp"
#include "tests/support/fake_session.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::actors {

/// A pool with real workers and streams. Sessions, providers and store are fakes.
class pool_test : public test_support::actor_fixture {
 protected:
  pool_test() {
    options.workers = 2;
    options.max_streams = 2;
    options.queue = 3;
    options.per_user = 10;
    options.queue_timeout = std::chrono::seconds{10};
    register_store(system, system.spawn(run_store, store_setup{store}));
  }

  ~pool_test() override {
    for (const auto& client : clients) {
      caf::anon_send_exit(client, caf::exit_reason::kill);
    }
    kill(pool);
    kill(session);
    kill(store_of(system));
  }

  pool_setup_ptr setup() const {
    return std::make_shared<const pool_setup>(pool_setup{
        options,
        provider_chain{{.name = "fake", .source = source, .options = {}, .telemetry = telemetry}},
        user_region});
  }

  void open() {
    pool = system.spawn(run_advice_pool, setup(), surroundings);
    run();
  }

  /// Sends the present `options` to the pool.
  void adopt() {
    caf::anon_send(pool, adopt_atom::value, setup());
    run();
  }

  pool_status shown() const { return board->read().at(chat_kind::health); }

  /// Asks as `user`; `number` identifies the result.
  void ask(ticket number, const std::string& user) {
    auto job = std::make_shared<advice_job>();
    job->session = session;
    job->number = number;
    job->key.user = {owner.empty() ? user : owner};
    job->asked_by = {user};
    job->request = {"r" + std::to_string(number)};
    job->question.text = "question " + std::to_string(number);
    job->earlier = earlier;
    job->trace = trace;
    clients.push_back(system.spawn([this, number, job](caf::event_based_actor* self) {
      self->request(pool, caf::infinite, ask_atom::value, advice_job_ptr{job})
          .then([this, number](const llm_stream_actor& stream) { started[number] = stream; },
                [this, number](const caf::error& why) {
                  refused[number] = from_caf(why, ec::internal);
                });
    }));
    run();
  }

  /// Finishes the stream that was started as the nth.
  void finish(std::size_t nth) {
    source->calls.at(nth)->text("x");
    source->calls.at(nth)->finish();
    run();
  }

  pool_options options;
  /// Owner of the member that the next questions are about; empty: the asker.
  std::string owner;
  /// The earlier messages of the next questions.
  std::optional<std::vector<past_exchange>> earlier;
  /// The trace of the next questions.
  question_trace trace;
  safety::region user_region = safety::region::unknown;
  std::shared_ptr<test_support::counting_telemetry> telemetry =
      std::make_shared<test_support::counting_telemetry>();
  std::shared_ptr<pool_board> board = std::make_shared<pool_board>();
  /// Outlives the pool, as in the supervisor.
  pool_surroundings surroundings{chat_kind::health, telemetry, board};
  std::shared_ptr<test_support::fake_completion_source> source =
      std::make_shared<test_support::fake_completion_source>();
  std::shared_ptr<test_support::fake_store> store = std::make_shared<test_support::fake_store>();
  session_actor session = system.spawn(test_support::run_fake_session);
  advice_pool pool;
  std::vector<caf::actor> clients;
  std::map<ticket, llm_stream_actor> started;
  std::map<ticket, refusal> refused;
};

/// A store that can hold its replies, so that a worker stays busy.
class pool_with_silent_store : public pool_test {
 protected:
  struct silent_state {
    static inline const char* name = "silent-store";
    std::vector<caf::typed_response_promise<conversation_background>> waiting;
    std::vector<advice_worker> askers;
  };

  static store_actor::behavior_type stay_silent(store_actor::stateful_pointer<silent_state> self) {
    return {
        [](question_atom, const question_record&) { return question_claim{}; },
        [](find_atom, const request_name&) { return stored_exchange_ptr{}; },
        [](progress_atom, const progress_record&) { return caf::ok_atom::value; },
        [](answer_atom, const answer_record&) { return caf::ok_atom::value; },
        [self](background_atom, const background_query&) -> caf::result<conversation_background> {
          self->state.askers.push_back(caf::actor_cast<advice_worker>(self->current_sender()));
          auto promise = self->make_response_promise<conversation_background>();
          self->state.waiting.push_back(promise);
          return promise;
        },
        [](sess_atom, const session_query&) { return std::vector<stored_exchange>{}; },
        [](access_atom, const member_wish& wish) {
          return member_access{{{wish.user, wish.member}, {}, {}, {}}, member_role::owner};
        },
        [](work_atom, const store_work_ptr&) {},
        [](retry_atom) {},
        [](next_atom) {},
        [](clear_atom) {},
        [self](flush_atom) {
          for (auto& promise : std::exchange(self->state.waiting, {})) {
            promise.deliver(conversation_background{});
          }
        },
    };
  }

  pool_with_silent_store() {
    options.workers = 1;
    kill(store_of(system));
    register_store(system, system.spawn(stay_silent));
  }

  /// Sends all held replies.
  void break_the_silence() {
    caf::anon_send(store_of(system), flush_atom::value);
    run();
  }

  silent_state& silent() {
    return caf::actor_cast<store_actor::stateful_pointer<silent_state>>(store_of(system))->state;
  }
};

}  // namespace aurawell::actors
