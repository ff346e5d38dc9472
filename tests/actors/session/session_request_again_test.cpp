// Requests that the store already has: repeated, late, or of a terminated session.
#include "tests/actors/session/returning_session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;

class session_request_again_test : public returning_session_test {};

TEST_F(session_request_again_test, answers_a_finished_request_from_the_store) {
  begin_answer("one ");
  source->last().finish();
  run();
  ask("r1");
  EXPECT_EQ(source->calls.size(), 1U);
  const auto last = updates().back();
  EXPECT_EQ(last.status, request_status::done);
  EXPECT_EQ(*std::get<answer_summary>(last.data).text, "one ");
  EXPECT_TRUE(channel->all<answer_delta>().back().snapshot);
  EXPECT_EQ(telemetry->ended.size(), 1U) << "a repeat is no further answer";
}

TEST_F(session_request_again_test, reports_an_answer_that_was_lost_with_its_process) {
  stored_exchange lost;
  lost.request = {"r1"};
  lost.conversation = {"c1"};
  lost.member = {"ann"};
  lost.summary.text = std::make_shared<const std::string>("as far as it");
  store->exchanges.push_back(lost);
  connect();
  ask("r1");
  EXPECT_TRUE(source->calls.empty());
  EXPECT_EQ(updates().back().status, request_status::incomplete);
  EXPECT_EQ(channel->text({"r1"}), "as far as it");
}

TEST_F(session_request_again_test, tells_what_became_of_a_session_that_is_gone) {
  stored_exchange ended;
  ended.request = {"r0"};
  ended.status = request_status::incomplete;
  ended.summary.text = std::make_shared<const std::string>("half");
  store->exchanges.push_back(ended);
  session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_new"});
  attach({{"ann"}, {"conn1"}, language::en, resume_point{{"s_former"}, "e", 7}});
  EXPECT_FALSE(hello_of(channel).resumed);
  EXPECT_FALSE(hello_of(channel).recovered);
  EXPECT_EQ(store->former_sessions, std::vector<session_id>{{"s_former"}});
  EXPECT_EQ(channel->text({"r0"}), "half");
  EXPECT_EQ(channel->statuses({"r0"}), statuses{request_status::incomplete});
}

TEST_F(session_request_again_test, answers_a_question_whose_write_came_through_late) {
  connect();
  hold_store();
  ask("r1");
  advance(10s);
  EXPECT_EQ(std::get<request_failure>(updates().back().data).code, ec::database_unreachable);
  EXPECT_TRUE(is_retryable(ec::database_unreachable));
  release_store();
  ask("r1");
  ASSERT_EQ(source->calls.size(), 1U);
  source->last().text("rest");
  source->last().finish();
  run();
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::error, request_status::sending,
                                                 request_status::streaming, request_status::done}));
  EXPECT_EQ(*store->answers.back().summary.text, "rest");
}

TEST_F(session_request_again_test, answers_a_late_question_as_it_was_asked) {
  stored_exchange late;
  late.request = {"r1"};
  late.conversation = {"c1"};
  late.member = {"grandma"};
  late.kind = chat_kind::general;
  late.question = "tired?";
  late.summary.text = std::make_shared<const std::string>();
  store->exchanges.push_back(late);
  connect();
  ask("r1", "something else");
  ASSERT_EQ(source->calls.size(), 1U);
  EXPECT_EQ(source->last().request.question.text, "tired?");
  EXPECT_EQ(source->last().request.question.member.value, "grandma");
  EXPECT_EQ(source->last().request.question.kind, chat_kind::general);
  source->last().finish();
  run();
  EXPECT_EQ(store->answers.back().key.member.value, "grandma");
  EXPECT_EQ(store->answers.back().key.conversation.value, "c1");
}

TEST_F(session_request_again_test, a_cancelled_question_that_came_through_late_is_not_answered) {
  connect();
  hold_store();
  ask("r1");
  advance(10s);
  ask("r1");
  say(cancel_command{{"r1"}});
  release_store();
  EXPECT_TRUE(source->calls.empty());
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::cancelled);
}

TEST_F(session_request_again_test, who_takes_over_from_a_dead_session_repeats_nothing) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  advance(1s);
  ASSERT_EQ(store->progress.size(), 1U);
  store->exchanges.at(0).summary.text = std::make_shared<const std::string>("one ");
  source->last().text("two ");
  run();
  kill(session);
  EXPECT_EQ(to->statuses({"r1"}), (statuses{request_status::sending, request_status::streaming,
                                            request_status::incomplete}));
  EXPECT_EQ(to->text({"r1"}), "one two ");
  EXPECT_EQ(*store->answers.back().summary.text, "one two ");
  kill(sibling);
}

TEST_F(session_request_again_test, who_takes_over_shows_what_only_the_store_has) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  store->exchanges.at(0).summary.text = std::make_shared<const std::string>("one two ");
  kill(session);
  EXPECT_TRUE(to->all<answer_delta>().back().snapshot);
  EXPECT_EQ(to->all<answer_delta>().back().text, "one two ");
  EXPECT_EQ(*store->answers.back().summary.text, "one two ");
  kill(sibling);
}

TEST_F(session_request_again_test, who_takes_over_shows_its_text_to_a_client_that_lost_count) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  hold_store();
  kill(session);
  const auto back = std::make_shared<test_support::fake_channel>();
  sibling_link = std::make_shared<client_link>(back);
  caf::anon_send(sibling, attach_atom::value,
                 connect_request{{"ann"}, {"conn4"}, language::en, resume_point{{}, "other", 0}},
                 sibling_link);
  run();
  release_store();
  EXPECT_FALSE(hello_of(back).recovered);
  EXPECT_EQ(back->text({"r1"}), "one ");
  EXPECT_EQ(back->statuses({"r1"}).back(), request_status::incomplete);
  kill(sibling);
}

TEST_F(session_request_again_test, who_takes_over_before_the_first_word_answers) {
  connect();
  ask("r1");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  kill(session);
  ASSERT_EQ(source->calls.size(), 2U);
  source->last().text("rest");
  source->last().finish();
  run();
  EXPECT_EQ(to->text({"r1"}), "rest");
  EXPECT_EQ(to->statuses({"r1"}),
            (statuses{request_status::sending, request_status::streaming, request_status::done}));
  kill(sibling);
}

}  // namespace
}  // namespace aurawell::actors
