// Every client receives the result of the safety screen with the first event of an answer.
#include <algorithm>

#include "tests/actors/session/returning_session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class session_safety_test : public returning_session_test {
 protected:
  // The level of the conversation applies to every later answer.
  session_safety_test() { store->reached = safety_level::urgent; }

  /// The values in the statuses of this kind.
  static std::vector<std::optional<answer_safety>> found_in(const channel_ptr& to,
                                                            request_status status) {
    std::vector<std::optional<answer_safety>> all;
    for (const auto& update : to->all<status_update>()) {
      if (update.status == status) {
        all.push_back(safety_of(update.data));
      }
    }
    return all;
  }

  static constexpr answer_safety urgent{safety_level::urgent, safety::region::unknown,
                                        safety_level::routine};
  const std::vector<std::optional<answer_safety>> once{urgent};
};

TEST_F(session_safety_test, is_said_before_the_first_text) {
  connect();
  ask("r1", "胸口压着痛，出冷汗，喘不上气");
  const auto& heard = channel->received;
  const auto streaming = std::find_if(heard.begin(), heard.end(), [](const server_event& event) {
    const auto* update = std::get_if<status_update>(&event.body);
    return update != nullptr && update->status == request_status::streaming;
  });
  const auto text = std::find_if(heard.begin(), heard.end(), [](const server_event& event) {
    return std::holds_alternative<answer_delta>(event.body);
  });
  ASSERT_NE(text, heard.end());
  ASSERT_LT(streaming, text);
  const answer_safety expected{safety_level::emergency, safety::region::china,
                               safety_level::emergency};
  EXPECT_EQ(safety_of(std::get<status_update>(streaming->body).data), expected);
  EXPECT_EQ(source->running(), 1U) << "no provider has said a word";
}

TEST_F(session_safety_test, is_said_again_at_the_end_and_stored) {
  begin_answer("one ");
  source->last().finish();
  run();
  EXPECT_EQ(found_in(channel, request_status::streaming), once);
  EXPECT_EQ(found_in(channel, request_status::done), once);
  EXPECT_EQ(store->answers.back().summary.safety, urgent);
}

TEST_F(session_safety_test, is_said_and_stored_of_an_answer_that_failed) {
  connect();
  ask("r1");
  source->last().fail(ec::upstream_rate_limited, false);
  run();
  EXPECT_EQ(found_in(channel, request_status::error), once);
  EXPECT_EQ(store->answers.back().summary.safety, urgent);
  ask("r1");
  EXPECT_EQ(found_in(channel, request_status::streaming), once) << "a repeat";
}

TEST_F(session_safety_test, is_said_and_stored_of_an_answer_cancelled_before_its_first_text) {
  connect();
  ask("r1");
  ASSERT_EQ(source->calls.size(), 1U);
  say(cancel_command{{"r1"}});
  EXPECT_TRUE(found_in(channel, request_status::streaming).empty()) << "no word was said";
  EXPECT_EQ(found_in(channel, request_status::cancelled), once);
  ASSERT_FALSE(store->answers.empty());
  EXPECT_EQ(store->answers.back().summary.safety, urgent);
}

TEST_F(session_safety_test, is_said_by_a_repeat_from_the_store) {
  begin_answer("one ");
  source->last().finish();
  run();
  channel->received.clear();
  ask("r1");
  EXPECT_EQ(found_in(channel, request_status::streaming), once);
  EXPECT_EQ(found_in(channel, request_status::done), once);
}

TEST_F(session_safety_test, is_said_again_to_a_client_that_lost_count) {
  shared->options.log_bytes = 64 * 1024;
  shared->options.backlog_bytes = 16 * 1024;
  begin_answer("one ");
  const auto seq = channel->received.back().seq;
  disconnect();
  const std::string text(8'000, 'x');
  for (std::size_t said = 0; said <= shared->options.log_bytes; said += text.size()) {
    source->last().text(text);
  }
  run();
  resume(seq);
  EXPECT_FALSE(hello_of(channel).recovered);
  EXPECT_EQ(found_in(channel, request_status::streaming), once);
}

TEST_F(session_safety_test, is_said_again_by_the_log_of_a_session_that_is_resumed) {
  begin_answer("one ");
  disconnect();
  resume(1);
  EXPECT_TRUE(hello_of(channel).recovered);
  EXPECT_EQ(found_in(channel, request_status::streaming), once);
}

TEST_F(session_safety_test, is_said_to_another_session_that_comes_later) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  EXPECT_EQ(found_in(to, request_status::streaming), once);
  source->last().finish();
  run();
  EXPECT_EQ(found_in(to, request_status::done), once);
  kill(sibling);
}

TEST_F(session_safety_test, is_said_to_another_session_that_came_before) {
  connect();
  hold_store();
  ask("r1");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  EXPECT_TRUE(found_in(to, request_status::streaming).empty());
  release_store();
  ASSERT_EQ(source->calls.size(), 1U);
  source->last().text("one ");
  run();
  EXPECT_EQ(found_in(to, request_status::streaming), once);
  kill(sibling);
}

TEST_F(session_safety_test, outlives_the_session_that_answered) {
  begin_answer("one ");
  advance(shared->options.save_interval + 1s);
  ASSERT_FALSE(store->progress.empty());
  EXPECT_EQ(store->progress.back().safety, urgent);
  kill(session);
  channel = std::make_shared<test_support::fake_channel>();
  session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_second"});
  attach({{"ann"}, {"conn2"}, language::en});
  ask("r1");
  EXPECT_EQ(found_in(channel, request_status::streaming), once);
  EXPECT_EQ(found_in(channel, request_status::incomplete), once);
  EXPECT_EQ(store->answers.back().summary.safety, urgent);
}

// A crash within the first `save_interval` must not lose the conversation's level.
TEST_F(session_safety_test, is_stored_with_the_first_text) {
  begin_answer("one ");
  ASSERT_EQ(store->progress.size(), 1U);
  EXPECT_EQ(store->progress[0].text, "one ");
  EXPECT_EQ(store->progress[0].safety, urgent);
}

}  // namespace
}  // namespace aurawell::actors
