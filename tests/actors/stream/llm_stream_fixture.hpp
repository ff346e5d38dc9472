#pragma once

#include "actors/stream/llm_stream_actor.hpp"
#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_completion_source.hpp"
#include "tests/support/fake_session.hpp"
#include "tests/support/fake_telemetry.hpp"

namespace aurawell::actors {

/// One answer at a time, from a chain of two providers that the test controls.
class llm_stream_test : public test_support::actor_fixture {
 protected:
  using milliseconds = std::chrono::milliseconds;

  llm_stream_test() {
    clocks.header_timeout = std::chrono::seconds{1};
    clocks.first_token_timeout = std::chrono::seconds{2};
    clocks.token_timeout = std::chrono::seconds{3};
    clocks.total_timeout = std::chrono::seconds{20};
    clocks.max_answer_bytes = 100;
    clocks.max_retries = 0;
  }

  ~llm_stream_test() override { kill(session); }

  void start() {
    advice_job job;
    job.session = session;
    job.number = 7;
    job.trace = trace;
    provider_chain chain{{"first", first, clocks, first_health, measured}};
    if (has_second) {
      chain.push_back({"second", second, clocks, second_health, measured});
    }
    completion_request request;
    request.messages = {{message_role::user, "Why am I tired?"}};
    stream = system.spawn(
        run_llm_stream, std::make_shared<const advice_job>(std::move(job)),
        answer_order{std::move(request), std::make_shared<const provider_chain>(std::move(chain)),
                     opening, safety, checked_for});
    run();
  }

  /// Starts a new answer; the providers' health is kept.
  void start_over() {
    heard() = {};
    start();
  }

  void cancel() {
    caf::anon_send(stream, cancel_atom::value, now());
    run();
  }

  /// Advances past a pause with the longest possible jitter.
  void pass(milliseconds pause) { advance(pause * 6 / 5); }

  caf::actor_clock::time_point now() { return scheduler().clock().now(); }

  test_support::fake_session_state& heard() { return test_support::state_of(session); }

  const stream_outcome& end() {
    static const stream_outcome none;
    EXPECT_EQ(heard().ends.size(), 1U);
    if (heard().ends.empty()) {
      return none;
    }
    EXPECT_EQ(heard().ends.front().first, 7U);
    return heard().ends.front().second;
  }

  stream_options clocks;
  std::string opening;
  std::optional<answer_safety> safety;
  safety::answer_setting checked_for;
  bool has_second = true;
  question_trace trace;
  std::shared_ptr<test_support::fake_completion_source> first =
      std::make_shared<test_support::fake_completion_source>();
  std::shared_ptr<test_support::fake_completion_source> second =
      std::make_shared<test_support::fake_completion_source>();
  std::shared_ptr<provider_health> first_health = std::make_shared<provider_health>("first");
  std::shared_ptr<provider_health> second_health = std::make_shared<provider_health>("second");
  std::shared_ptr<test_support::fake_telemetry> measured =
      std::make_shared<test_support::fake_telemetry>();
  session_actor session = system.spawn(test_support::run_fake_session);
  llm_stream_actor stream;
};

}  // namespace aurawell::actors
