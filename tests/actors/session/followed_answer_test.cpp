// Requests that another session of the same user answers.
#include "tests/actors/session/returning_session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;

class followed_answer_test : public returning_session_test {};

TEST_F(followed_answer_test, another_session_hears_a_running_answer_from_its_start) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  EXPECT_EQ(source->calls.size(), 1U);
  source->last().text("two");
  source->last().finish();
  run();
  EXPECT_EQ(to->text({"r1"}), "one two");
  EXPECT_EQ(to->statuses({"r1"}),
            (statuses{request_status::sending, request_status::streaming, request_status::done}));
  EXPECT_EQ(store->answers.size(), 1U);
  EXPECT_EQ(telemetry->ended.size(), 1U) << "who only follows does not answer";
  kill(sibling);
}

TEST_F(followed_answer_test, a_follower_hears_where_the_answer_was_continued) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  source->last().fail(ec::upstream_failed);
  run();
  source->last().text("two");
  source->last().finish();
  run();
  EXPECT_EQ(to->all<answer_seam>().size(), 1U);
  EXPECT_EQ(to->all<answer_delta>().back().text, "two");
  EXPECT_EQ(to->text({"r1"}), "one two");
  kill(sibling);
}

TEST_F(followed_answer_test, a_follower_reports_the_answer_of_a_session_that_died) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  kill(session);
  EXPECT_EQ(to->statuses({"r1"}).back(), request_status::incomplete);
  EXPECT_EQ(source->calls.size(), 1U);
  kill(sibling);
}

TEST_F(followed_answer_test, a_follower_can_stop_the_answer) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  sibling_link->unread = 1;
  caf::anon_send(sibling, command_atom::value, sibling_link,
                 client_command{cancel_command{{"r1"}}});
  run();
  EXPECT_EQ(to->statuses({"r1"}).back(), request_status::cancelled);
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::cancelled);
  kill(sibling);
}

TEST_F(followed_answer_test, who_follows_the_one_that_took_over_hears_nothing_twice) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto also_to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  const auto another = spawn_sibling(also_to);
  ask_sibling(another, "r1");
  hold_store();
  kill(session);
  release_store();
  for (const auto& heard : {to, also_to}) {
    EXPECT_EQ(heard->text({"r1"}), "one ");
    EXPECT_EQ(heard->statuses({"r1"}).back(), request_status::incomplete);
  }
  EXPECT_EQ(*store->answers.back().summary.text, "one ");
  kill(sibling);
  kill(another);
}

TEST_F(followed_answer_test, the_watch_for_one_request_outlives_the_end_of_another) {
  connect();
  ask("r1");
  ask("r2");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  ask_sibling(sibling, "r2");
  source->calls.at(0)->finish();
  source->calls.at(1)->text("half");
  run();
  EXPECT_EQ(to->statuses({"r1"}).back(), request_status::done);
  kill(session);
  EXPECT_EQ(to->statuses({"r2"}).back(), request_status::incomplete);
  kill(sibling);
}

TEST_F(followed_answer_test, all_requests_of_a_dead_session_are_taken_over) {
  connect();
  ask("r1");
  ask("r2");
  source->calls.at(0)->text("half");
  source->calls.at(1)->text("half");
  run();
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  ask_sibling(sibling, "r2");
  kill(session);
  EXPECT_EQ(to->statuses({"r1"}).back(), request_status::incomplete);
  EXPECT_EQ(to->statuses({"r2"}).back(), request_status::incomplete);
  kill(sibling);
}

class session_expiry_test : public followed_answer_test {
 protected:
  session_expiry_test() {
    shared->options.on_expiry = expiry::cancel_answers;
    // Shorter than the time without data after which a model counts as stopped.
    shared->options.resume_window = 5s;
  }

  ~session_expiry_test() override { kill(sibling); }

  /// This session answers "r1"; a second device follows it.
  void follow_elsewhere() {
    begin_answer("one ");
    sibling = spawn_sibling(elsewhere);
    ask_sibling(sibling, "r1");
  }

  void leave_elsewhere() {
    caf::anon_send(sibling, detach_atom::value, sibling_link);
    run();
  }

  channel_ptr elsewhere = std::make_shared<test_support::fake_channel>();
  session_actor sibling;
};

TEST_F(session_expiry_test, a_second_device_that_leaves_stops_nothing) {
  follow_elsewhere();
  leave_elsewhere();
  advance(6s);
  EXPECT_EQ(shared->alive->load(), 1U);
  source->last().text("two");
  source->last().finish();
  run();
  EXPECT_EQ(channel->text({"r1"}), "one two");
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::done);
}

TEST_F(session_expiry_test, the_first_device_that_leaves_stops_nothing_that_a_second_hears) {
  follow_elsewhere();
  disconnect();
  advance(6s);
  source->last().text("two");
  source->last().finish();
  run();
  EXPECT_EQ(elsewhere->text({"r1"}), "one two");
  EXPECT_EQ(elsewhere->statuses({"r1"}).back(), request_status::done);
  EXPECT_EQ(shared->alive->load(), 1U);
}

TEST_F(session_expiry_test, the_last_device_that_leaves_stops_the_answer) {
  follow_elsewhere();
  disconnect();
  advance(6s);
  EXPECT_EQ(source->running(), 1U);
  leave_elsewhere();
  advance(6s);
  EXPECT_EQ(source->running(), 0U);
  EXPECT_EQ(store->answers.back().status, request_status::cancelled);
  EXPECT_EQ(shared->alive->load(), 0U);
}

TEST_F(session_expiry_test, a_second_device_that_comes_back_too_late_can_ask_again) {
  follow_elsewhere();
  ask_sibling(sibling, "r2");
  ask("r2");
  leave_elsewhere();
  advance(6s);
  // It still exists for "r2", which this session follows.
  ASSERT_EQ(shared->alive->load(), 2U);
  const auto back = std::make_shared<test_support::fake_channel>();
  sibling_link = std::make_shared<client_link>(back);
  const auto& known = hello_of(elsewhere);
  caf::anon_send(
      sibling, attach_atom::value,
      connect_request{{"ann"},
                      {"conn4"},
                      language::en,
                      resume_point{known.session, known.epoch, elsewhere->received.back().seq}},
      sibling_link);
  run();
  ASSERT_EQ(back->statuses({"r1"}), statuses{request_status::error});
  EXPECT_TRUE(is_retryable(std::get<request_failure>(back->all<status_update>().back().data).code));
  ask_sibling(sibling, "r1");
  EXPECT_EQ(back->all<answer_delta>().back().text, "one ");
}

TEST_F(session_expiry_test, a_second_device_that_dies_listens_no_more) {
  follow_elsewhere();
  disconnect();
  advance(6s);
  kill(sibling);
  EXPECT_EQ(store->answers.back().status, request_status::cancelled);
  EXPECT_EQ(shared->alive->load(), 0U);
}

}  // namespace
}  // namespace aurawell::actors
