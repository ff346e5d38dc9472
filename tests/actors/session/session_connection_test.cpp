// Sessions that are resumed.
#include "tests/actors/session/returning_session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;

class session_connection_test : public returning_session_test {};

TEST_F(session_connection_test, sends_what_lies_past_the_position_and_goes_on) {
  begin_answer("one ");
  disconnect();
  source->last().text("two ");
  run();
  resume(first_channel->received.back().seq);
  EXPECT_TRUE(hello_of(channel).resumed);
  EXPECT_TRUE(hello_of(channel).recovered);
  source->last().text("three");
  source->last().finish();
  run();
  EXPECT_EQ(channel->text({"r1"}), "two three");
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::done});
}

TEST_F(session_connection_test, may_be_resumed_again_from_before) {
  begin_answer("one ");
  for (int i = 0; i < 3; ++i) {
    disconnect();
    resume(0);
    EXPECT_TRUE(hello_of(channel).recovered);
    EXPECT_EQ(channel->text({"r1"}), "one ");
    EXPECT_EQ(channel->statuses({"r1"}).size(), 2U);
  }
}

TEST_F(session_connection_test, a_second_connection_takes_the_session_over) {
  begin_answer("one ");
  const auto old_link = link;
  resume(first_channel->received.back().seq);
  ASSERT_TRUE(first_channel->closed_with.has_value());
  EXPECT_EQ(first_channel->closed_with->first, close_code::replaced);
  // Late events of the old connection must not affect the new one.
  caf::anon_send(session, detach_atom::value, old_link);
  run();
  source->last().text("two");
  run();
  EXPECT_EQ(channel->text({"r1"}), "two");
}

TEST_F(session_connection_test, sends_a_snapshot_when_continuity_cannot_be_proved) {
  begin_answer("one ");
  disconnect();
  resume_from({{"s_first"}, "another epoch", 1});
  EXPECT_TRUE(hello_of(channel).resumed);
  EXPECT_FALSE(hello_of(channel).recovered);
  ASSERT_EQ(channel->all<answer_delta>().size(), 1U);
  EXPECT_TRUE(channel->all<answer_delta>()[0].snapshot);
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::streaming});
  source->last().text("two");
  run();
  EXPECT_EQ(channel->text({"r1"}), "one two");
}

TEST_F(session_connection_test, a_position_from_the_future_is_not_believed) {
  begin_answer("one ");
  disconnect();
  resume(1'000);
  EXPECT_FALSE(hello_of(channel).recovered);
  EXPECT_EQ(channel->text({"r1"}), "one ");
}

TEST_F(session_connection_test, can_be_resumed_until_the_window_has_passed) {
  connect();
  disconnect();
  advance(119s);
  EXPECT_EQ(shared->alive->load(), 1U);
  resume(0);
  disconnect();
  advance(119s);
  EXPECT_EQ(shared->alive->load(), 1U);
  advance(1s);
  EXPECT_EQ(shared->alive->load(), 0U);
}

TEST_F(session_connection_test, stays_until_its_answer_has_ended) {
  shared->options.resume_window = 5s;
  begin_answer("one ");
  disconnect();
  advance(6s);
  EXPECT_EQ(shared->alive->load(), 1U);
  source->last().finish();
  run();
  EXPECT_EQ(shared->alive->load(), 0U);
  EXPECT_EQ(store->answers.at(0).status, request_status::done);
}

TEST_F(session_connection_test, cancels_when_the_window_has_passed_if_so_told) {
  shared->options.on_expiry = expiry::cancel_answers;
  begin_answer("one ");
  disconnect();
  advance(121s);
  EXPECT_EQ(shared->alive->load(), 0U);
  EXPECT_EQ(store->answers.at(0).status, request_status::cancelled);
}

TEST_F(session_connection_test, one_that_is_found_while_it_leaves_stays) {
  connect();
  disconnect();
  caf::anon_send(session, stop_atom::value);
  resume(0);
  EXPECT_EQ(shared->alive->load(), 1U);
  EXPECT_TRUE(hello_of(channel).recovered);
  EXPECT_TRUE(shared->registry->visit({"s_first"}, {"ann"}, [](const auto&) {}));
}

TEST_F(session_connection_test, belongs_to_one_user) {
  connect();
  EXPECT_FALSE(shared->registry->visit({"s_first"}, {"bob"}, [](const auto&) {}));
  EXPECT_TRUE(shared->registry->visit({"s_first"}, {"ann"}, [](const auto&) {}));
}

TEST_F(session_connection_test, closes_a_reader_that_is_too_slow_and_loses_nothing) {
  begin_answer("0123456789");
  first_channel->full = true;
  std::size_t said = 10;
  for (; said < 2'000'000 && !first_channel->closed_with; said += 10) {
    source->last().text("0123456789");
    run();
  }
  ASSERT_TRUE(first_channel->closed_with.has_value());
  EXPECT_EQ(first_channel->closed_with->first, close_code::too_slow);
  disconnect();
  resume(first_channel->received.back().seq);
  EXPECT_TRUE(hello_of(channel).recovered);
  EXPECT_EQ((first_channel->text({"r1"}) + channel->text({"r1"})).size(), said);
}

TEST_F(session_connection_test, stores_an_answer_while_it_streams) {
  begin_answer("one ");
  EXPECT_TRUE(store->progress.empty());
  advance(1s);
  source->last().text("two");
  run();
  advance(1s);
  advance(1s);
  ASSERT_EQ(store->progress.size(), 2U);
  EXPECT_EQ(store->progress[0].text, "one ");
  EXPECT_EQ(store->progress[1].text, "one two");
}

TEST_F(session_connection_test, holds_text_back_when_told_to_roll_it_up) {
  shared->options.rollup_delay = 50ms;
  begin_answer("one ");
  source->last().text("two ");
  run();
  EXPECT_EQ(channel->text({"r1"}), "");
  advance(50ms);
  EXPECT_EQ(channel->text({"r1"}), "one two ");
  EXPECT_EQ(channel->all<answer_delta>().size(), 1U);
}

TEST_F(session_connection_test, a_client_that_comes_and_goes_leaves_one_timer) {
  connect();
  disconnect();
  const auto timers = scheduler().clock().schedule().size();
  for (int i = 0; i < 5; ++i) {
    resume(0);
    disconnect();
    advance(1s);
  }
  EXPECT_EQ(scheduler().clock().schedule().size(), timers);
  kill(session);
  EXPECT_EQ(scheduler().clock().schedule().size(), 0U);
}

}  // namespace
}  // namespace aurawell::actors
