// Requests that another process takes over while this one answers them.
#include <gmock/gmock.h>

#include "tests/actors/session/session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;
using testing::IsEmpty;
using testing::SizeIs;

class session_request_replaced : public session_test {
 protected:
  session_request_replaced() { shared->options.elsewhere_timeout = 60s; }

  stored_exchange& row() { return store->exchanges.at(0); }

  void begin_answer(const std::string& text) {
    connect();
    ask("r1");
    source->last().text(text);
    run();
  }

  /// Another process claims the question.
  void take_over() {
    ++row().term;
    row().is_answered_elsewhere = true;
  }

  void say_elsewhere(const std::string& text) {
    row().summary.text = std::make_shared<const std::string>(text);
    advance(1s);
  }

  void end_elsewhere(const std::string& text, request_status status = request_status::done) {
    row().status = status;
    row().is_answered_elsewhere = false;
    say_elsewhere(text);
  }

  /// As the client has it: a snapshot replaces the text.
  std::string shown() {
    std::string text;
    for (const auto& one : channel->all<answer_delta>()) {
      text = one.snapshot ? std::string{one.text} : text.append(one.text);
    }
    return text;
  }

  bool has_ended() { return request_status::done <= updates().back().status; }
};

TEST_F(session_request_replaced, writes_with_the_term_of_its_claim) {
  begin_answer("one ");
  advance(2s);
  source->last().finish();
  run();
  ASSERT_THAT(store->progress, SizeIs(1));
  EXPECT_EQ(store->progress.back().term, first_term);
  ASSERT_THAT(store->answers, SizeIs(1));
  EXPECT_EQ(store->answers.back().term, first_term);
}

TEST_F(session_request_replaced, keeps_what_another_process_needs_to_go_on) {
  connect();
  chat_command command;
  command.request = {"r1"};
  command.message = "why am I tired?";
  command.context = {{"age", 41.0}};
  command.earlier = std::vector{past_exchange{"q", "a"}};
  command.wants_reasoning = true;
  say(command);
  ASSERT_THAT(store->questions, SizeIs(1));
  const auto& job = store->questions.back().job;
  ASSERT_TRUE(job);
  EXPECT_EQ(job->lang, language::en);
  EXPECT_EQ(job->context, command.context);
  EXPECT_EQ(job->earlier, command.earlier);
  EXPECT_TRUE(job->wants_reasoning);
  EXPECT_EQ(source->last().request.question.context, command.context) << "the model gets it too";
}

TEST_F(session_request_replaced, claims_a_lost_question_with_a_term_of_its_own) {
  stored_exchange lost;
  lost.request = {"r1"};
  lost.conversation = {"c1"};
  lost.member = {"ann"};
  lost.question = "why am I tired?";
  lost.summary.text = std::make_shared<const std::string>("half");
  lost.term = 5;
  store->exchanges.push_back(lost);
  connect();
  ask("r1");
  ASSERT_THAT(store->answers, SizeIs(1));
  EXPECT_EQ(store->answers.back().term, 5);
  EXPECT_EQ(store->answers.back().status, request_status::incomplete);
}

TEST_F(session_request_replaced, stops_its_model_and_shows_the_other_answer) {
  begin_answer("one ");
  take_over();
  say_elsewhere("one ");
  advance(1s);
  EXPECT_FALSE(source->last().running);
  EXPECT_FALSE(has_ended()) << "the other process ends it";
  say_elsewhere("one two ");
  EXPECT_EQ(shown(), "one two ");
  end_elsewhere("one two three");
  EXPECT_EQ(shown(), "one two three");
  EXPECT_EQ(channel->statuses({"r1"}),
            (statuses{request_status::sending, request_status::streaming, request_status::done}));
  EXPECT_THAT(store->answers, IsEmpty());
  EXPECT_THAT(source->calls, SizeIs(1)) << "it is not asked a second time";
  EXPECT_TRUE(telemetry->ended.empty()) << "the other process counts it";
  EXPECT_EQ(shared->registry->unfinished(), 0U);
}

TEST_F(session_request_replaced, gets_the_end_of_the_other_answer_instead_of_its_own) {
  begin_answer("mine");
  take_over();
  row().summary.text = std::make_shared<const std::string>("mi");
  source->last().finish();
  run();
  EXPECT_FALSE(has_ended());
  EXPECT_THAT(store->answers, IsEmpty());
  end_elsewhere("minimal");
  EXPECT_EQ(shown(), "minimal");
  EXPECT_EQ(updates().back().status, request_status::done);
  EXPECT_EQ(*std::get<answer_summary>(updates().back().data).text, "minimal");
}

TEST_F(session_request_replaced, appends_to_a_text_that_was_complete) {
  begin_answer("one ");
  take_over();
  row().summary.text = std::make_shared<const std::string>("one two");
  source->last().finish();
  run();
  EXPECT_EQ(shown(), "one two");
  end_elsewhere("one two three");
  EXPECT_EQ(shown(), "one two three");
}

TEST_F(session_request_replaced, reports_no_failure_of_its_own_run) {
  begin_answer("mine");
  take_over();
  source->last().fail(ec::upstream_failed, false);
  run();
  EXPECT_FALSE(has_ended());
  end_elsewhere("mine and more");
  EXPECT_EQ(updates().back().status, request_status::done);
  EXPECT_EQ(shown(), "mine and more");
}

TEST_F(session_request_replaced, is_cancelled_for_this_client_only) {
  begin_answer("one ");
  take_over();
  say(cancel_command{{"r1"}});
  EXPECT_EQ(updates().back().status, request_status::cancelled);
  EXPECT_THAT(store->answers, IsEmpty());
  EXPECT_FALSE(row().status);
  EXPECT_EQ(shared->registry->unfinished(), 0U);
}

TEST_F(session_request_replaced, is_ended_here_if_the_other_process_dies) {
  begin_answer("one ");
  take_over();
  say_elsewhere("one ");
  advance(1s);
  row().is_answered_elsewhere = false;
  row().term = 3;
  advance(1s);
  EXPECT_EQ(updates().back().status, request_status::incomplete);
  ASSERT_THAT(store->answers, SizeIs(1));
  EXPECT_EQ(store->answers.back().term, 3);
  EXPECT_EQ(*store->answers.back().summary.text, "one ");
}

TEST_F(session_request_replaced, frees_its_place_for_the_next_question) {
  shared->options.max_inflight = 1;
  begin_answer("one ");
  ask("r2");
  EXPECT_THAT(source->calls, SizeIs(1));
  take_over();
  say_elsewhere("one ");
  advance(1s);
  EXPECT_THAT(source->calls, SizeIs(2));
}

}  // namespace
}  // namespace aurawell::actors
