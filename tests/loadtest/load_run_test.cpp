#include "tests/loadtest/load_run.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/loadtest/answer_check.hpp"
#include "tests/loadtest/fake_server.hpp"
#include "tests/loadtest/report.hpp"

namespace aurawell::loadtest {
namespace {

using namespace std::chrono_literals;

load_options quick(const fake_server& server) {
  load_options options;
  options.url = server.url();
  options.connections = 1;
  options.requests = 2;
  options.ramp = 0ms;
  options.timeout = 20s;
  options.threads = 1;
  return options;
}

load_report run(const load_options& options) {
  const std::atomic<bool> never{false};
  const auto server = find_target(options);
  EXPECT_TRUE(server);
  return run_load(options, *server, never, [](const auto&, auto) {});
}

load_results run_against(misdeed wrong, verification verify, bool consistent = false) {
  fake_server server{wrong};
  if (consistent) {
    server.lie_consistently();
  }
  auto options = quick(server);
  options.verify = verify;
  auto report = run(options);
  EXPECT_EQ(report.success(), report.results.flawless());
  return report.results;
}

TEST(load_run, finds_nothing_wrong_with_a_right_server) {
  for (const auto verify : {verification::deltas, verification::mock}) {
    const auto results = run_against(misdeed::none, verify);
    EXPECT_TRUE(results.flawless());
    EXPECT_EQ(results.answers_done, 2U);
    EXPECT_EQ(results.tokens, 24U);
    EXPECT_EQ(results.connect.count(), 1U);
    EXPECT_EQ(results.first_token.count(), 2U);
    EXPECT_EQ(results.frame_gap.count(), 2U * 14);
  }
}

TEST(load_run, measures_the_latency_of_every_stamped_token) {
  EXPECT_EQ(run_against(misdeed::none, verification::mock).token_latency.count(), 24U);
  EXPECT_EQ(run_against(misdeed::none, verification::deltas).token_latency.count(), 0U);
}

TEST(load_run, loads_with_many_connections_and_threads) {
  fake_server server{misdeed::none, 20};
  auto options = quick(server);
  options.connections = 20;
  options.threads = 3;
  options.ramp = 50ms;
  options.think = 1ms;
  options.verify = verification::mock;
  const auto report = run(options);
  EXPECT_TRUE(report.success());
  EXPECT_EQ(report.results.answers_done, 40U);
}

TEST(load_run, detects_by_the_deltas_whatever_the_response_contradicts) {
  for (const auto wrong :
       {misdeed::loses_a_token, misdeed::repeats_a_token, misdeed::reorders_two_tokens,
        misdeed::adds_a_byte, misdeed::misreports_the_response}) {
    const auto results = run_against(wrong, verification::deltas);
    EXPECT_EQ(results.broken.text_mismatch, 1U) << static_cast<int>(wrong);
    EXPECT_EQ(results.answers_incomplete, 1U);
    EXPECT_EQ(results.answers_done, 1U);
  }
}

TEST(load_run, detects_by_the_tokens_what_a_consistent_server_hides) {
  const auto broken = [](misdeed wrong) {
    auto results = run_against(wrong, verification::mock, true);
    EXPECT_EQ(results.answers_incomplete, 1U) << static_cast<int>(wrong);
    EXPECT_EQ(results.broken.text_mismatch, 0U);
    EXPECT_EQ(results.broken.total(), 1U);
    return results.broken;
  };
  EXPECT_EQ(broken(misdeed::loses_a_token).lost_tokens, 1U);
  EXPECT_EQ(broken(misdeed::repeats_a_token).repeated_tokens, 1U);
  EXPECT_EQ(broken(misdeed::reorders_two_tokens).reordered_tokens, 1U);
  EXPECT_EQ(broken(misdeed::adds_a_byte).stray_bytes, 1U);
}

TEST(load_run, detects_an_answer_of_the_mock_without_its_end) {
  const auto results = run_against(misdeed::never_ends_the_text, verification::mock, true);
  EXPECT_EQ(results.broken.unfinished_text, 1U);
  EXPECT_EQ(results.answers_incomplete, 1U);
}

TEST(load_run, detects_broken_promises_of_the_protocol) {
  const auto broken = [](misdeed wrong) {
    auto results = run_against(wrong, verification::deltas);
    EXPECT_FALSE(results.flawless()) << static_cast<int>(wrong);
    return results.broken;
  };
  EXPECT_EQ(broken(misdeed::repeats_a_seq).seq_not_rising, 1U);
  EXPECT_GE(broken(misdeed::skips_streaming).status_order, 1U);
  EXPECT_GE(broken(misdeed::swaps_statuses).status_order, 1U);
  EXPECT_EQ(broken(misdeed::ends_twice).second_terminal, 1U);
  EXPECT_EQ(broken(misdeed::answers_another_request).foreign_request, 1U);
  EXPECT_EQ(broken(misdeed::sends_no_json).unreadable_frames, 1U);
}

TEST(load_run, sees_a_second_end_of_the_last_answer) {
  fake_server server{misdeed::ends_twice};
  auto options = quick(server);
  options.requests = 1;
  EXPECT_EQ(run(options).results.broken.second_terminal, 1U);
}

TEST(load_run, counts_answers_that_fail_and_says_why) {
  const auto refused = run_against(misdeed::answers_with_an_error, verification::deltas);
  EXPECT_EQ(refused.answers_failed, 1U);
  EXPECT_EQ(refused.answers_done, 1U);
  EXPECT_EQ(refused.failures().at("AI_1401"), 1U);

  const auto broken_off = run_against(misdeed::breaks_off, verification::deltas);
  EXPECT_EQ(broken_off.answers_incomplete, 1U);
  EXPECT_EQ(broken_off.failures().at("incomplete"), 1U);
}

TEST(load_run, counts_what_a_lost_connection_takes_with_it) {
  const auto closed = run_against(misdeed::closes, verification::deltas);
  EXPECT_EQ(closed.connections_lost, 1U);
  EXPECT_EQ(closed.answers_failed, 2U) << "one running, one never asked";
  EXPECT_EQ(closed.failures().at("closed by the server: 4008"), 1U);
}

TEST(load_run, gives_up_a_silent_answer) {
  fake_server server{misdeed::falls_silent};
  auto options = quick(server);
  options.timeout = 100ms;
  const auto results = run(options).results;
  EXPECT_EQ(results.answers_failed, 2U);
  EXPECT_EQ(results.failures().at("timed out"), 1U);
}

TEST(load_run, reports_a_refused_upgrade) {
  const auto results = run_against(misdeed::refuses_the_upgrade, verification::deltas);
  EXPECT_EQ(results.connections_failed, 1U);
  EXPECT_EQ(results.failures().at("refused: HTTP 503"), 1U);
}

TEST(load_run, holds_idle_connections_and_measures_the_server) {
  fake_server server{misdeed::none, 5};
  auto options = quick(server);
  options.connections = 5;
  options.idle = true;
  options.hold = 50ms;
  const auto report = run(options);
  EXPECT_TRUE(report.success());
  EXPECT_EQ(report.results.connections, 5U);
  EXPECT_EQ(report.results.answers_done, 0U);
  ASSERT_TRUE(report.server.has_value());
  EXPECT_EQ(report.server->pid, ::getpid());
  EXPECT_GT(report.server->resident_before, 0U);
}

TEST(load_run, counts_slow_readers_apart) {
  fake_server server{misdeed::none, 5};
  auto options = quick(server);
  options.connections = 2;
  options.slow_readers = 3;
  const auto report = run(options);
  EXPECT_TRUE(report.success());
  EXPECT_EQ(report.results.connections, 2U);
  EXPECT_EQ(report.results.answers_done, 4U);
  EXPECT_EQ(report.results.slow.connections, 3U);
  EXPECT_GT(report.results.slow.bytes, 0U);
}

TEST(load_run, ends_early_when_interrupted) {
  fake_server server{misdeed::falls_silent};
  const auto options = quick(server);
  // The fake waits for a connection, so one must be made first.
  std::atomic<bool> interrupted{false};
  const auto report =
      run_load(options, *find_target(options), interrupted,
               [&](const live_counts& live, auto) { interrupted = live.connected.load() > 0; });
  EXPECT_TRUE(report.interrupted);
  EXPECT_FALSE(report.success());
}

TEST(load_run, stops_answers_and_measures_how_long_it_takes) {
  fake_server server{misdeed::waits_for_a_cancel};
  auto options = quick(server);
  options.verify = verification::mock;
  options.cancel_after = 3;
  const auto report = run(options);
  EXPECT_TRUE(report.success()) << "that the second answer ended before its cancel is no fault";
  EXPECT_EQ(report.results.answers_cancelled, 1U);
  EXPECT_EQ(report.results.cancel.count(), 1U);
  EXPECT_EQ(report.results.answers_done, 1U);
}

TEST(load_run, counts_a_cancelled_end_that_nobody_wished_as_a_failure) {
  load_results results;
  answer_check check{verification::deltas, mock::answer_style::mixed, results};
  check.begin("r-1", 1, {});
  frame event;
  event.type = "status_update";
  event.request_id = "r-1";
  event.status = "cancelled";
  event.seq = 1;
  EXPECT_TRUE(check.on_frame(event, {}));
  EXPECT_EQ(results.answers_failed, 1U);
}

TEST(load_run, makes_one_connection_after_the_other_when_churning) {
  fake_server server{misdeed::none, 3};
  auto options = quick(server);
  options.churn = true;
  options.measure_for = 20s;
  std::atomic<bool> enough{false};
  const auto report =
      run_load(options, *find_target(options), enough,
               [&](const live_counts& live, auto) { enough = live.connected.load() == 3; });
  EXPECT_EQ(report.results.connections, 3U);
  EXPECT_EQ(report.results.connections_failed, 0U);
  EXPECT_EQ(report.results.connections_lost, 0U);
}

TEST(load_run, asks_on_until_the_end_of_its_window) {
  fake_server server{misdeed::none};
  auto options = quick(server);
  options.requests = 1;
  options.measure_after = 20s;
  options.measure_for = 20s;
  std::atomic<bool> enough{false};
  const auto report =
      run_load(options, *find_target(options), enough,
               [&](const live_counts& live, auto) { enough = live.answers.load() >= 3; });
  EXPECT_EQ(report.results.connections, 1U);
  EXPECT_EQ(report.results.broken.total(), 0U);
  EXPECT_EQ(report.results.answers_failed, 0U);
}

TEST(load_run, spaces_the_questions_of_a_connection_evenly) {
  fake_server server{misdeed::none};
  auto options = quick(server);
  options.requests = 3;
  options.every = 400ms;
  const auto report = run(options);
  EXPECT_TRUE(report.success());
  EXPECT_EQ(report.results.answers_done, 3U);
  EXPECT_GT(report.duration, 400ms) << "from the second to the third";
}

TEST(load_run, asks_the_questions_of_a_history_without_a_pause) {
  fake_server server{misdeed::none};
  auto options = quick(server);
  options.requests = 3;
  options.history = 3;
  options.every = 1h;
  EXPECT_EQ(run(options).results.answers_done, 3U);
}

TEST(load_run, measures_processors_and_processes) {
  fake_server server{misdeed::none};
  auto options = quick(server);
  options.model_pid = ::getpid();
  const auto report = run(options);
  EXPECT_FALSE(report.processors_busy.empty());
  EXPECT_GT(report.own_cpu.count(), 0);
  EXPECT_GT(report.model_cpu.count(), 0);
  ASSERT_TRUE(report.server.has_value());
  EXPECT_GT(report.server->cpu.count(), 0);
  EXPECT_GT(report.server->proportional_after, 0U);
  EXPECT_LE(report.server->proportional_after, report.server->resident_most * 2);
}

TEST(load_results, keep_faults_and_connections_at_the_begin_of_a_window) {
  load_results results;
  results.connections = 5;
  results.answers_failed = 2;
  results.tokens = 100;
  results.token_latency.add(1ms);
  results.broken.lost_tokens = 3;
  results.add_failure("AI_1401");
  results.begin_window();
  EXPECT_EQ(results.connections, 5U);
  EXPECT_EQ(results.answers_failed, 2U);
  EXPECT_EQ(results.broken.lost_tokens, 3U);
  EXPECT_EQ(results.failures().at("AI_1401"), 1U);
  EXPECT_EQ(results.tokens, 0U);
  EXPECT_EQ(results.token_latency.count(), 0U);
}

}  // namespace
}  // namespace aurawell::loadtest
