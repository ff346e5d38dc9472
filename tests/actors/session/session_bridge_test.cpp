#include "actors/session/session_bridge.hpp"

#include "tests/actors/session/session_fixture.hpp"

namespace aurawell::actors {
namespace {

class session_bridge_test : public session_test {
 protected:
  std::unique_ptr<session_handler> connect_to(const std::string& wanted) {
    connect_request client{{"ann"}, {"conn1"}, language::en};
    client.resume = resume_point{{wanted}, "epoch", 0};
    return gateway->connect(std::move(client), channel);
  }

  session_actor session_named(const session_id& id) {
    session_actor named;
    shared->registry->visit(id, {"ann"}, [&](const session_actor& found) { named = found; });
    return named;
  }

  std::unique_ptr<session_gateway> gateway =
      make_session_gateway(system, std::make_shared<current_environment>(shared));
};

TEST_F(session_bridge_test, closes_nothing_that_a_session_has_greeted) {
  auto handler = connect_to("s_unknown");
  session = session_named(handler->session());
  run();
  EXPECT_EQ(channel->all<connection_established>().size(), 1U);
  handler->on_closed();
  run();
  kill(session);
  EXPECT_FALSE(channel->closed_with);
}

TEST_F(session_bridge_test, closes_the_connection_of_a_session_that_ended_before_it_was_told) {
  auto ending = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                             session_id{"s_ending"});
  shared->registry->add({"s_ending"}, {"ann"}, ending);
  caf::anon_send_exit(ending, caf::exit_reason::kill);
  const auto handler = connect_to("s_ending");
  EXPECT_FALSE(channel->closed_with) << "it still waits";
  run();
  EXPECT_TRUE(channel->received.empty());
  ASSERT_TRUE(channel->closed_with);
  EXPECT_EQ(channel->closed_with->first, close_code::internal_fault);
}

TEST_F(session_bridge_test, closes_the_connection_that_resumes_a_session_which_has_ended) {
  auto gone = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                           session_id{"s_gone"});
  kill(gone);
  shared->registry->add({"s_gone"}, {"ann"}, gone);
  const auto handler = connect_to("s_gone");
  run();
  EXPECT_EQ(handler->session().value, "s_gone");
  ASSERT_TRUE(channel->closed_with);
  EXPECT_EQ(channel->closed_with->first, close_code::internal_fault);
  shared->registry->remove({"s_gone"});
}

TEST_F(session_bridge_test, is_busy_until_the_client_has_received_the_end_of_its_answer) {
  auto handler = connect_to("s_unknown");
  session = session_named(handler->session());
  EXPECT_TRUE(handler->is_busy()) << "it was not greeted";
  run();
  EXPECT_FALSE(handler->is_busy());
  chat_command question;
  question.message = "why am I tired?";
  handler->on_command(question);
  EXPECT_TRUE(handler->is_busy()) << "it has an unread message";
  run();
  EXPECT_TRUE(handler->is_busy()) << "it has an answer";
  EXPECT_EQ(shared->registry->unfinished(), 1U);
  channel->full = true;
  source->last().text("Sleep.");
  source->last().finish();
  run();
  EXPECT_EQ(shared->registry->unfinished(), 0U);
  EXPECT_TRUE(handler->is_busy()) << "the client has not received the end";
  channel->full = false;
  handler->on_room();
  run();
  EXPECT_EQ(channel->all<status_update>().back().status, request_status::done);
  EXPECT_FALSE(handler->is_busy());
  handler->on_closed();
  run();
}

TEST_F(session_bridge_test, counts_the_unfinished_requests_of_its_session) {
  auto handler = connect_to("s_unknown");
  session = session_named(handler->session());
  run();
  EXPECT_EQ(handler->unfinished(), 0U);
  for (const auto* id : {"r1", "r2", "r3"}) {
    chat_command question;
    question.request = {id};
    question.message = "why am I tired?";
    handler->on_command(question);
  }
  run();
  EXPECT_EQ(handler->unfinished(), 3U) << "two run and one is held";
  source->last().text("Sleep.");
  source->last().finish();
  run();
  EXPECT_EQ(handler->unfinished(), 2U);
  handler->on_closed();
  run();
}

TEST_F(session_bridge_test, describes_a_session_without_its_texts) {
  auto handler = connect_to("s_unknown");
  session = session_named(handler->session());
  for (const auto* id : {"r1", "r2", "r3"}) {
    chat_command question;
    question.request = {id};
    question.message = "why am I tired?";
    handler->on_command(question);
  }
  run();
  std::optional<session_facts> known;
  gateway->describe(handler->session(), [&](const auto& facts) { known = facts; });
  EXPECT_FALSE(known) << "the session has not read the question";
  run();
  ASSERT_TRUE(known);
  EXPECT_EQ(known->id, handler->session());
  EXPECT_EQ(known->user.value, "ann");
  EXPECT_EQ(known->connection.value, "conn1");
  EXPECT_EQ(known->running, 2U);
  EXPECT_EQ(known->held, 1U);
  EXPECT_GT(known->last_event, 0U);
  handler->on_closed();
  run();
  gateway->describe(session_id{handler->session()}, [&](const auto& facts) { known = facts; });
  run();
  ASSERT_TRUE(known) << "it waits for its client";
  EXPECT_TRUE(known->connection.empty());
}

TEST_F(session_bridge_test, answers_for_sessions_that_are_gone) {
  int unknown = 0;
  const auto count = [&](const std::optional<session_facts>& facts) { unknown += facts ? 0 : 1; };
  gateway->describe({"s_never"}, count);
  EXPECT_EQ(unknown, 1);
  auto ending = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                             session_id{"s_ending"});
  shared->registry->add({"s_ending"}, {"ann"}, ending);
  caf::anon_send_exit(ending, caf::exit_reason::kill);
  gateway->describe({"s_ending"}, count);
  run();
  EXPECT_EQ(unknown, 2);
}

TEST_F(session_bridge_test, refuses_questions_with_a_hint_once_the_gate_is_closed) {
  const auto gate = std::make_shared<question_gate>();
  shared->gate = gate;
  auto handler = connect_to("s_unknown");
  session = session_named(handler->session());
  gate->close(std::chrono::milliseconds{1'500});
  chat_command question;
  question.message = "why am I tired?";
  handler->on_command(question);
  run();
  const auto last = channel->all<status_update>().back();
  EXPECT_EQ(last.status, request_status::error);
  const auto& failure = std::get<request_failure>(last.data);
  EXPECT_EQ(failure.code, ec::unavailable);
  EXPECT_EQ(last.message, "The service is restarting. Please try again shortly.");
  EXPECT_EQ(failure.retry_after, std::chrono::milliseconds{1'500});
  EXPECT_FALSE(handler->is_busy());
  handler->on_closed();
  run();
}

}  // namespace
}  // namespace aurawell::actors
