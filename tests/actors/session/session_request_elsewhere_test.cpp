// Requests that another process with the same database answers.
#include <gmock/gmock.h>

#include "tests/actors/session/returning_session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;
using testing::ElementsAre;

class session_request_elsewhere : public returning_session_test {
 protected:
  session_request_elsewhere() {
    stored_exchange running;
    running.request = {"r1"};
    running.conversation = {"c1"};
    running.member = {"ann"};
    running.question = "why am I tired?";
    running.summary.text = std::make_shared<const std::string>();
    running.is_answered_elsewhere = true;
    store->exchanges.push_back(running);
    shared->options.elsewhere_timeout = 60s;
  }

  stored_exchange& row() { return store->exchanges.at(0); }

  void say_elsewhere(const std::string& text) {
    row().summary.text = std::make_shared<const std::string>(text);
    advance(1s);
  }

  void end_elsewhere(const std::string& text, request_status status = request_status::done) {
    row().status = status;
    row().is_answered_elsewhere = false;
    say_elsewhere(text);
  }

  /// Neither ends it in the store nor asks a model.
  void expect_no_second_writer() {
    EXPECT_THAT(store->answers, testing::IsEmpty());
    EXPECT_THAT(store->progress, testing::IsEmpty());
    EXPECT_THAT(source->calls, testing::IsEmpty());
  }

  std::size_t snapshots() {
    const auto all = channel->all<answer_delta>();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const auto& one) { return one.snapshot; }));
  }

  request_failure failure() { return std::get<request_failure>(updates().back().data); }
};

TEST_F(session_request_elsewhere, is_waited_for_and_delivered) {
  connect();
  ask("r1");
  advance(10s);
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::sending});
  end_elsewhere("the answer");
  EXPECT_EQ(channel->statuses({"r1"}),
            (statuses{request_status::sending, request_status::streaming, request_status::done}));
  EXPECT_EQ(channel->text({"r1"}), "the answer");
  EXPECT_EQ(*std::get<answer_summary>(updates().back().data).text, "the answer");
  EXPECT_TRUE(telemetry->ended.empty()) << "the other process counts it";
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, is_shown_while_it_grows) {
  say_elsewhere("one ");
  connect();
  ask("r1");
  EXPECT_EQ(channel->text({"r1"}), "one ");
  say_elsewhere("one two ");
  EXPECT_EQ(channel->text({"r1"}), "one two ");
  advance(5s);
  end_elsewhere("one two three");
  EXPECT_EQ(channel->text({"r1"}), "one two three");
  EXPECT_EQ(snapshots(), 1U) << "only the first text replaces what the client has";
  EXPECT_EQ(channel->all<answer_delta>().size(), 3U) << "no text is repeated";
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, may_end_with_other_text) {
  say_elsewhere("one ");
  connect();
  ask("r1");
  end_elsewhere("another");
  const auto last = channel->all<answer_delta>().back();
  EXPECT_TRUE(last.snapshot) << "it replaces the text";
  EXPECT_EQ(last.text, "another");
  EXPECT_EQ(*std::get<answer_summary>(updates().back().data).text, "another");
}

TEST_F(session_request_elsewhere, may_end_as_an_error_or_without_text) {
  connect();
  ask("r1");
  row().failure = ec::chat_failed;
  end_elsewhere("", request_status::error);
  EXPECT_EQ(failure().code, ec::chat_failed);
  EXPECT_EQ(channel->text({"r1"}), "");
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, is_incomplete_when_its_process_has_died) {
  say_elsewhere("half");
  connect();
  ask("r1");
  end_elsewhere("half", request_status::incomplete);
  EXPECT_EQ(updates().back().status, request_status::incomplete);
  EXPECT_EQ(channel->text({"r1"}), "half");
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, is_ended_here_when_nobody_has_ended_it) {
  say_elsewhere("half");
  connect();
  ask("r1");
  row().is_answered_elsewhere = false;
  advance(1s);
  EXPECT_EQ(updates().back().status, request_status::incomplete);
  EXPECT_EQ(*store->answers.back().summary.text, "half");
}

TEST_F(session_request_elsewhere, is_answered_here_when_its_process_died_before_the_first_word) {
  connect();
  ask("r1");
  row().is_answered_elsewhere = false;
  advance(1s);
  ASSERT_EQ(source->calls.size(), 1U);
  source->last().text("now");
  source->last().finish();
  run();
  EXPECT_EQ(channel->text({"r1"}), "now");
  EXPECT_EQ(updates().back().status, request_status::done);
}

TEST_F(session_request_elsewhere, is_not_waited_for_longer_than_allowed) {
  connect();
  ask("r1");
  advance(59s);
  EXPECT_EQ(updates().back().status, request_status::sending);
  advance(1s);
  EXPECT_EQ(updates().back().status, request_status::error);
  EXPECT_EQ(failure().code, ec::unavailable);
  EXPECT_TRUE(failure().retry_after);
  expect_no_second_writer();
  ask("r1");
  end_elsewhere("the answer");
  EXPECT_EQ(channel->text({"r1"}), "the answer") << "it can be asked for again";
}

TEST_F(session_request_elsewhere, ends_here_when_this_process_stops_too) {
  const auto gate = std::make_shared<question_gate>();
  shared->gate = gate;
  connect();
  ask("r1");
  gate->close(3s);
  advance(1s);
  EXPECT_EQ(failure().code, ec::unavailable);
  EXPECT_EQ(failure().retry_after, 3'000ms);
  EXPECT_TRUE(failure().restarting);
  EXPECT_EQ(shared->registry->unfinished(), 0U);
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, survives_a_store_that_cannot_be_read) {
  connect();
  ask("r1");
  store->fail_reads = true;
  advance(3s);
  EXPECT_EQ(updates().back().status, request_status::sending);
  store->fail_reads = false;
  end_elsewhere("the answer");
  EXPECT_EQ(channel->text({"r1"}), "the answer");
}

TEST_F(session_request_elsewhere, does_not_come_back_when_it_was_removed) {
  connect();
  ask("r1");
  store->exchanges.clear();
  advance(1s);
  EXPECT_EQ(failure().code, ec::request_not_found);
  EXPECT_TRUE(store->questions.empty());
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, can_be_cancelled_for_this_client) {
  say_elsewhere("half");
  connect();
  ask("r1");
  say(cancel_command{{"r1"}});
  EXPECT_EQ(updates().back().status, request_status::cancelled);
  EXPECT_EQ(*std::get<answer_summary>(updates().back().data).text, "half");
  expect_no_second_writer();
  EXPECT_EQ(shared->registry->unfinished(), 0U);
}

TEST_F(session_request_elsewhere, takes_no_place_of_a_running_question) {
  shared->options.max_inflight = 1;
  connect();
  ask("r1");
  ask("r2");
  EXPECT_EQ(source->calls.size(), 1U);
  source->last().finish();
  run();
}

TEST_F(session_request_elsewhere, is_followed_by_other_sessions) {
  say_elsewhere("one ");
  connect();
  ask("r1");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  say_elsewhere("one two ");
  EXPECT_EQ(to->text({"r1"}), "one two ");
  end_elsewhere("one two three");
  EXPECT_EQ(to->text({"r1"}), "one two three");
  EXPECT_EQ(to->statuses({"r1"}).back(), request_status::done);
  kill(sibling);
}

TEST_F(session_request_elsewhere, is_delivered_to_a_client_that_resumes_a_session_of_the_other) {
  say_elsewhere("one ");
  session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_new"});
  attach({{"ann"}, {"conn1"}, language::en, resume_point{{"s_former"}, "e", 7}});
  EXPECT_EQ(channel->text({"r1"}), "one ");
  end_elsewhere("one two");
  EXPECT_EQ(channel->text({"r1"}), "one two");
  EXPECT_EQ(updates().back().status, request_status::done);
  expect_no_second_writer();
}

TEST_F(session_request_elsewhere, is_stated_again_to_a_client_that_comes_back) {
  say_elsewhere("one ");
  connect();
  ask("r1");
  disconnect();
  resume(0);
  say_elsewhere("one two");
  end_elsewhere("one two three");
  EXPECT_EQ(channel->text({"r1"}), "one two three");
}

TEST_F(session_request_elsewhere, shows_its_level_before_its_text) {
  row().summary.safety = answer_safety{safety_level::urgent};
  say_elsewhere("call ");
  connect();
  ask("r1");
  const auto all = updates();
  ASSERT_EQ(all.back().status, request_status::streaming);
  EXPECT_EQ(std::get<answer_safety>(all.back().data).level, safety_level::urgent);
}

}  // namespace
}  // namespace aurawell::actors
