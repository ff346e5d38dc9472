#include "actors/session/session_actor.hpp"

#include "tests/actors/session/session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;

TEST_F(session_test, greets_first) {
  connect();
  ASSERT_EQ(channel->received.size(), 1U);
  const auto& hello = std::get<connection_established>(channel->received[0].body);
  EXPECT_EQ(hello.user.value, "ann");
  EXPECT_EQ(hello.connection.value, "conn1");
  EXPECT_FALSE(hello.resumed);
  EXPECT_EQ(hello.position, 0U);
  EXPECT_EQ(hello.heartbeat_interval, 25s);
}

TEST_F(session_test, streams_an_answer_between_its_statuses) {
  connect();
  ask("r1");
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::sending});
  source->last().text("Sleep ");
  source->last().text("more.");
  run();
  EXPECT_EQ(channel->text({"r1"}), "Sleep more.");
  source->last().finish();
  run();
  EXPECT_EQ(channel->statuses({"r1"}),
            (statuses{request_status::sending, request_status::streaming, request_status::done}));
  const auto summary = std::get<answer_summary>(updates().back().data);
  EXPECT_EQ(*summary.text, "Sleep more.");
  EXPECT_EQ(summary.provider, "fake");
}

TEST_F(session_test, says_of_live_text_when_it_was_read) {
  connect();
  ask("r1");
  completion_batch batch;
  batch.text = "Sleep";
  batch.received_at = std::chrono::steady_clock::time_point{std::chrono::seconds{7}};
  source->last().sink->on_batch(batch);
  run();
  const auto texts = channel->all<answer_delta>();
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts[0].received_at, batch.received_at);
}

TEST_F(session_test, numbers_its_events_without_a_gap) {
  connect();
  ask("r1");
  source->last().text("a");
  source->last().finish();
  run();
  for (std::size_t i = 1; i < channel->received.size(); ++i) {
    EXPECT_EQ(channel->received[i].seq, i);
  }
}

TEST_F(session_test, stores_the_question_before_sending_and_the_answer_before_done) {
  connect();
  ask("r1", "tired");
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].text, "tired");
  EXPECT_EQ(store->questions[0].key.member.value, "ann");
  source->last().text("rest");
  source->last().finish();
  run();
  ASSERT_EQ(store->answers.size(), 1U);
  EXPECT_EQ(*store->answers[0].summary.text, "rest");
  EXPECT_EQ(store->answers[0].status, request_status::done);
}

TEST_F(session_test, never_says_done_when_the_answer_could_not_be_stored) {
  connect();
  ask("r1");
  store->fail_commit = true;
  source->last().text("rest");
  source->last().finish();
  run();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::error);
  EXPECT_EQ(std::get<request_failure>(updates().back().data).code, ec::database_unreachable);
}

TEST_F(session_test, refuses_a_question_that_could_not_be_stored) {
  connect();
  store->fail_writes = true;
  ask("r1");
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::error});
  EXPECT_TRUE(source->calls.empty());
}

TEST_F(session_test, cancels_a_running_answer_at_once_and_keeps_its_text) {
  connect();
  ask("r1");
  source->last().text("half");
  run();
  say(cancel_command{{"r1"}});
  EXPECT_EQ(source->running(), 0U);
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::cancelled);
  EXPECT_EQ(*store->answers.back().summary.text, "half");
  EXPECT_EQ(store->answers.back().status, request_status::cancelled);
}

TEST_F(session_test, answers_a_cancel_of_nothing_with_an_error_and_goes_on) {
  connect();
  say(cancel_command{{"nothing"}});
  ASSERT_EQ(channel->all<connection_fault>().size(), 1U);
  EXPECT_EQ(channel->all<connection_fault>()[0].cause.code, ec::request_not_found);
  EXPECT_FALSE(channel->all<connection_fault>()[0].fatal);
  ask("r1");
  EXPECT_EQ(source->calls.size(), 1U);
}

TEST_F(session_test, reports_a_failed_upstream_as_the_error_of_its_request) {
  connect();
  ask("r1");
  source->last().fail(ec::upstream_rate_limited, false);
  run();
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::sending, request_status::error}));
  const auto failure = std::get<request_failure>(updates().back().data);
  EXPECT_EQ(failure.code, ec::upstream_rate_limited);
}

TEST_F(session_test, marks_where_an_answer_was_continued) {
  connect();
  ask("r1");
  source->last().text("half ");
  source->last().fail(ec::upstream_failed);
  run();
  EXPECT_TRUE(channel->all<answer_seam>().empty());
  source->last().text("and whole");
  source->last().finish();
  run();
  ASSERT_EQ(channel->all<answer_seam>().size(), 1U);
  EXPECT_EQ(channel->all<answer_seam>()[0].provider, "fake");
  ASSERT_EQ(channel->all<answer_delta>().size(), 2U) << "no piece spans the seam";
  EXPECT_EQ(channel->all<answer_delta>()[1].text, "and whole");
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::done);
  EXPECT_EQ(*std::get<answer_summary>(updates().back().data).text, channel->text({"r1"}));
}

TEST_F(session_test, tells_the_upstream_when_it_heard_that_it_shall_stop) {
  connect();
  ask("r1");
  source->last().text("half ");
  run();
  advance(3s);
  say(cancel_command{{"r1"}});
  EXPECT_EQ(source->last().cancelled_at, scheduler().clock().now());
}

TEST_F(session_test, keeps_the_text_of_an_answer_that_broke_off) {
  source->continues = false;
  connect();
  ask("r1");
  source->last().text("half");
  source->last().fail(ec::upstream_failed);
  run();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::incomplete);
  EXPECT_EQ(*std::get<answer_summary>(updates().back().data).text, "half");
}

llm_stream_actor::behavior_type do_nothing() {
  return {
      [](end_atom, request_status) {},
      [](cancel_atom, std::chrono::steady_clock::time_point) {},
      [](batch_atom, std::uint32_t, const completion_batch&) {},
      [](finish_atom, std::uint32_t, const transfer_result&) {},
  };
}

/// A pool that replies with a given stream.
advice_pool::behavior_type hand_out(const llm_stream_actor& stream) {
  return {
      [stream](ask_atom, const advice_job_ptr&) { return stream; },
      [](drop_atom, const session_actor&, ticket) {},
      [](ready_atom, worker_seat, const answer_order_ptr&) {},
      [](adopt_atom, const pool_setup_ptr&) {},
      [](stop_atom) {},
      [](pulse_atom, const pulse_ptr&) {},
      [](respawn_atom, std::uint32_t) {},
  };
}

TEST_F(session_test, ends_a_request_whose_stream_actor_died) {
  const auto stream = system.spawn(do_nothing);
  kill(pool_for(system, chat_kind::health));
  register_pool(system, chat_kind::health, system.spawn(hand_out, stream));
  connect();
  ask("r1");
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::sending});
  kill(stream);
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::sending, request_status::error}));
  EXPECT_EQ(std::get<request_failure>(updates().back().data).code, ec::internal);
}

TEST_F(session_test, reports_how_each_answer_ended) {
  connect();
  ask("r1");
  source->last().text("well");
  source->last().finish();
  ask("r2");
  source->last().text("half");
  say(cancel_command{{"r2"}});
  const std::vector<std::pair<chat_kind, request_status>> expected{
      {chat_kind::health, request_status::done}, {chat_kind::health, request_status::cancelled}};
  EXPECT_EQ(telemetry->ended, expected);
}

TEST_F(session_test, reports_how_long_a_client_waits_for_the_first_word_and_for_the_end) {
  connect();
  ask("r1");
  advance(700ms);
  source->last().text("well");
  source->last().text(" then");
  run();
  advance(300ms);
  source->last().finish();
  run();
  EXPECT_EQ(telemetry->first_texts, std::vector<std::chrono::nanoseconds>{700ms});
  ASSERT_EQ(telemetry->reports.size(), 1U);
  EXPECT_EQ(telemetry->reports[0].duration, 1s);
  EXPECT_EQ(telemetry->reports[0].over, transport::websocket);
  EXPECT_EQ(telemetry->reports[0].failure, std::nullopt);
}

TEST_F(session_test, reports_the_code_of_a_failure_and_the_transport) {
  session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_first"});
  connect_request client{{"ann"}, {"conn1"}, language::en};
  client.over = transport::http;
  attach(client);
  ask("r1");
  source->last().fail(ec::upstream_rate_limited, false);
  run();
  ASSERT_EQ(telemetry->reports.size(), 1U);
  EXPECT_EQ(telemetry->reports[0].over, transport::http);
  EXPECT_NE(telemetry->reports[0].failure, std::nullopt);
}

TEST_F(session_test, reports_questions_that_no_pool_has_seen) {
  connect();
  ask("r1", std::string(21, 'x'));
  EXPECT_EQ(telemetry->denied, 1);
  EXPECT_TRUE(telemetry->ended.empty());
}

TEST_F(session_test, reports_what_a_resuming_client_found) {
  connect();
  attach({{"ann"}, {"conn2"}, language::en, resume_point{{"s_first"}, "another epoch", 0}});
  EXPECT_EQ(telemetry->resumed, (std::map<resume_outcome, int>{{resume_outcome::restated, 1}}));
}

TEST_F(session_test, runs_two_requests_side_by_side_lets_one_wait_and_refuses_the_next) {
  connect();
  ask("r1");
  ask("r2");
  ask("r3");
  ask("r4");
  EXPECT_EQ(source->calls.size(), 2U);
  EXPECT_EQ(channel->statuses({"r3"}), (statuses{request_status::sending, request_status::queued}));
  EXPECT_EQ(channel->statuses({"r4"}), statuses{request_status::error});
  source->calls[0]->text("one");
  source->calls[1]->text("two");
  run();
  EXPECT_EQ(channel->text({"r1"}), "one");
  EXPECT_EQ(channel->text({"r2"}), "two");
}

TEST_F(session_test, serves_the_waiting_request_when_another_has_ended) {
  connect();
  ask("r1");
  ask("r2");
  ask("r3");
  source->calls[0]->finish();
  run();
  ASSERT_EQ(source->calls.size(), 3U);
  source->calls[2]->text("three");
  run();
  EXPECT_EQ(channel->text({"r3"}), "three");
}

TEST_F(session_test, cancels_a_request_that_waits) {
  connect();
  ask("r1");
  ask("r2");
  ask("r3");
  say(cancel_command{{"r3"}});
  EXPECT_EQ(channel->statuses({"r3"}).back(), request_status::cancelled);
  EXPECT_EQ(source->calls.size(), 2U);
}

TEST_F(session_test, refuses_questions_past_the_rate_and_says_when_to_try_again) {
  shared->by_user = std::make_shared<rate_limiter>(1, 10);
  connect();
  ask("r1");
  ask("r2");
  EXPECT_EQ(source->calls.size(), 1U);
  const auto failure = std::get<request_failure>(updates().back().data);
  EXPECT_EQ(failure.code, ec::rate_limited);
  EXPECT_GT(*failure.retry_after, 0ms);
  EXPECT_LE(*failure.retry_after, 1min);
}

TEST_F(session_test, does_not_run_a_request_twice) {
  connect();
  ask("r1");
  ask("r1");
  EXPECT_EQ(source->calls.size(), 1U);
  EXPECT_EQ(channel->statuses({"r1"}).size(), 1U);
}

TEST_F(session_test, names_a_request_that_came_without_a_name) {
  connect();
  ask("");
  ASSERT_EQ(updates().size(), 1U);
  EXPECT_FALSE(channel->received.back().scope->request.empty());
}

TEST_F(session_test, refuses_a_message_of_too_many_characters_counting_code_points) {
  connect();
  ask("r1", "二十个汉字不算长二十个汉字不算长一二三四");
  EXPECT_EQ(source->calls.size(), 1U);
  ask("r2", std::string(21, 'x'));
  EXPECT_EQ(channel->statuses({"r2"}), statuses{request_status::error});
  EXPECT_EQ(std::get<request_failure>(updates().back().data).code, ec::out_of_range);
}

TEST_F(session_test, sends_reasoning_only_to_those_who_want_it) {
  connect();
  ask("r1");
  chat_command curious;
  curious.request = {"r2"};
  curious.message = "why?";
  curious.wants_reasoning = true;
  say(curious);
  for (const auto& call : source->calls) {
    completion_batch thought;
    thought.reasoning = "hm";
    call->sink->on_batch(thought);
  }
  run();
  ASSERT_EQ(channel->all<reasoning_delta>().size(), 1U);
  EXPECT_EQ(channel->received.back().scope->request.value, "r2");
}

TEST_F(session_test, continues_a_conversation_and_opens_another_for_another_member) {
  connect();
  ask("r1");
  source->last().finish();
  run();
  ask("r2");
  source->last().finish();
  run();
  EXPECT_EQ(store->questions[0].key, store->questions[1].key);
  say(switch_member_command{{"s1"}, {"grandma"}});
  ASSERT_TRUE(std::holds_alternative<member_switched>(updates().back().data));
  ask("r3");
  EXPECT_EQ(store->questions[2].key.member.value, "grandma");
  EXPECT_NE(store->questions[2].key.conversation, store->questions[1].key.conversation);
}

TEST_F(session_test, reports_its_status) {
  connect();
  ask("r1");
  say(get_status_command{{"s1"}});
  const auto report = std::get<session_report>(updates().back().data);
  EXPECT_EQ(report.connected_users, 1U);
  EXPECT_EQ(report.active_member.value, "ann");
  EXPECT_EQ(report.in_flight, std::vector<request_id>{{"r1"}});
  EXPECT_EQ(channel->statuses({"s1"}), statuses{request_status::done});
}

TEST_F(session_test, echoes_a_ping) {
  connect();
  say(ping_command{R"({"n":1})"});
  ASSERT_EQ(channel->all<pong>().size(), 1U);
  EXPECT_EQ(channel->all<pong>()[0].data_json, R"({"n":1})");
}

TEST_F(session_test, survives_malformed_frames_up_to_a_limit) {
  connect();
  for (int i = 0; i < 2; ++i) {
    say_nonsense();
  }
  EXPECT_EQ(channel->all<connection_fault>().size(), 2U);
  EXPECT_FALSE(channel->closed_with.has_value());
  say_nonsense();
  EXPECT_TRUE(channel->all<connection_fault>().back().fatal);
  ASSERT_TRUE(channel->closed_with.has_value());
  EXPECT_EQ(channel->closed_with->first, close_code::protocol_errors);
}

TEST_F(session_test, counts_malformed_frames_for_each_connection) {
  connect();
  say_nonsense();
  say_nonsense();
  disconnect();
  attach({{"ann"}, {"conn2"}, language::en});
  say_nonsense();
  EXPECT_FALSE(channel->all<connection_fault>().back().fatal);
  EXPECT_FALSE(channel->closed_with.has_value());
}

TEST_F(session_test, finishes_and_stores_an_answer_whose_client_left) {
  connect();
  ask("r1");
  source->last().text("begun ");
  run();
  disconnect();
  source->last().text("finished");
  source->last().finish();
  run();
  ASSERT_EQ(store->answers.size(), 1U);
  EXPECT_EQ(*store->answers[0].summary.text, "begun finished");
}

TEST_F(session_test, fails_a_request_when_its_pool_is_gone) {
  connect();
  kill(pool_for(system, chat_kind::health));
  ask("r1");
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::sending, request_status::error}));
}

TEST_F(session_test, stores_what_came_when_the_pool_stops) {
  connect();
  ask("r1");
  source->last().text("so far");
  run();
  caf::anon_send(pool_for(system, chat_kind::health), stop_atom::value);
  run();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::incomplete);
  EXPECT_EQ(*store->answers.back().summary.text, "so far");
}

}  // namespace
}  // namespace aurawell::actors
