// What a reconnecting client receives when it cannot get all missed events.
#include "tests/actors/session/session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;

class session_connection_recovery_test : public session_test {
 protected:
  static const connection_established& hello_of(const test_support::fake_channel& to) {
    return std::get<connection_established>(to.received.at(0).body);
  }

  /// Reconnects on a new channel with the position of the first.
  void resume() { resume(channel->received.back().seq, hello_of(*channel).epoch); }

  void resume(event_seq seq, const std::string& epoch) {
    const auto session_name = hello_of(*channel).session;
    channel = std::make_shared<test_support::fake_channel>();
    attach({{"ann"}, {"conn2"}, language::en, resume_point{session_name, epoch, seq}});
  }

  void ask_with_reasoning(const std::string& request) {
    chat_command command;
    command.request = {request};
    command.message = "why?";
    command.wants_reasoning = true;
    say(command);
  }

  /// Sends so much text that the log has dropped the earlier events.
  void overflow_log(test_support::fake_completion_source::call& call) {
    const std::string text(8'000, 'x');
    for (std::size_t said = 0; said <= shared->options.log_bytes; said += text.size()) {
      call.text(text);
    }
    run();
  }

  /// Connects to a new session, as after the former one terminated.
  void come_anew(const std::string& name) {
    channel = std::make_shared<test_support::fake_channel>();
    session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                           session_id{name});
    attach({{"ann"}, {"conn2"}, language::en});
  }

  const std::string& full_response() {
    return *std::get<answer_summary>(updates().back().data).text;
  }
};

TEST_F(session_connection_recovery_test, misses_nothing_of_a_long_reasoning_at_the_defaults) {
  connect();
  ask_with_reasoning("r1");
  source->last().reasoning("hm ");
  run();
  disconnect();
  for (int i = 0; i < 4'000; ++i) {
    source->last().reasoning("and so on ");
  }
  source->last().text("rest");
  source->last().finish();
  run();
  resume();
  EXPECT_TRUE(hello_of(*channel).recovered);
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::done});
  std::size_t thought = 0;
  for (const auto& piece : channel->all<reasoning_delta>()) {
    thought += piece.text.size();
  }
  EXPECT_EQ(thought, 40'000U);
}

TEST_F(session_connection_recovery_test, hears_how_an_answer_ended_that_the_log_has_forgotten) {
  shared->options.log_bytes = 64 * 1024;
  shared->options.backlog_bytes = 16 * 1024;
  connect();
  ask("r1");
  source->last().text("one ");
  run();
  disconnect();
  overflow_log(source->last());
  source->last().finish();
  run();
  resume();
  EXPECT_TRUE(hello_of(*channel).resumed);
  EXPECT_FALSE(hello_of(*channel).recovered);
  ASSERT_EQ(channel->statuses({"r1"}), statuses{request_status::done});
  EXPECT_TRUE(channel->all<answer_delta>().at(0).snapshot);
  EXPECT_EQ(channel->text({"r1"}), *store->answers.at(0).summary.text);
  EXPECT_EQ(full_response(), channel->text({"r1"}));
}

TEST_F(session_connection_recovery_test, hears_only_the_ends_that_it_has_not_heard) {
  shared->options.log_bytes = 64 * 1024;
  shared->options.backlog_bytes = 16 * 1024;
  connect();
  ask("r1");
  source->last().finish();
  run();
  ask("r2");
  disconnect();
  overflow_log(source->last());
  source->last().finish();
  run();
  resume();
  EXPECT_FALSE(hello_of(*channel).recovered);
  EXPECT_TRUE(channel->statuses({"r1"}).empty());
  EXPECT_EQ(channel->statuses({"r2"}), statuses{request_status::done});
  // Ends that were sent again are not sent a third time to a client that has received them.
  disconnect();
  resume();
  EXPECT_TRUE(hello_of(*channel).recovered);
  EXPECT_EQ(channel->received.size(), 1U);
}

TEST_F(session_connection_recovery_test, hears_of_failures_that_were_never_stored) {
  connect();
  store->fail_writes = true;
  ask("r1");
  ask("r2", std::string(21, 'x'));
  disconnect();
  resume(0, "another epoch");
  EXPECT_FALSE(hello_of(*channel).recovered);
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::error});
  EXPECT_EQ(channel->statuses({"r2"}), statuses{request_status::error});
}

TEST_F(session_connection_recovery_test, sees_the_whole_text_of_an_answer_that_is_being_stored) {
  connect();
  ask("r1");
  source->last().text("one two");
  run();
  hold_store();
  source->last().finish();
  run();
  disconnect();
  resume(0, "another epoch");
  EXPECT_EQ(channel->text({"r1"}), "one two");
  release_store();
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::streaming, request_status::done}));
  EXPECT_EQ(full_response(), "one two");
}

TEST_F(session_connection_recovery_test, hears_from_the_store_what_the_session_does_not_remember) {
  shared->options.log_bytes = 64 * 1024;
  shared->options.backlog_bytes = 16 * 1024;
  connect();
  ask("r1");
  ask("r2");
  disconnect();
  // Together they have more text than a session keeps.
  for (const auto& call : source->calls) {
    overflow_log(*call);
    call->finish();
    run();
  }
  resume();
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::done});
  EXPECT_EQ(channel->statuses({"r2"}), statuses{request_status::done});
}

TEST_F(session_connection_recovery_test, a_request_of_a_session_that_died_ends) {
  connect();
  ask("r1");
  ask("r2");
  source->calls.at(1)->text("half");
  run();
  advance(1s);
  store->exchanges.at(1).summary.text = std::make_shared<const std::string>("half");
  kill(session);
  channel = std::make_shared<test_support::fake_channel>();
  session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_second"});
  attach({{"ann"}, {"conn2"}, language::en, resume_point{{"s_first"}, "e", 1}});
  EXPECT_FALSE(hello_of(*channel).resumed);
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::sending, request_status::error}));
  EXPECT_EQ(channel->statuses({"r2"}), (statuses{request_status::sending, request_status::streaming,
                                                 request_status::incomplete}));
  EXPECT_EQ(channel->text({"r2"}), "half");
  // The first can be asked again under its id.
  ask("r1");
  source->last().text("rest");
  source->last().finish();
  run();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::done);
  EXPECT_EQ(source->calls.size(), 3U);
}

TEST_F(session_connection_recovery_test,
       keeps_nothing_of_a_lost_attempt_when_the_next_says_nothing) {
  connect();
  ask("r1");
  source->last().text("lost");
  run();
  kill(session);
  come_anew("s_second");
  ask("r1");
  const auto answering = session;
  const auto heard_from_there = channel;
  come_anew("s_third");
  ask("r1");
  source->last().finish();
  run();
  EXPECT_EQ(source->calls.size(), 2U);
  for (const auto& to : {heard_from_there, channel}) {
    EXPECT_EQ(to->statuses({"r1"}).back(), request_status::done);
    const auto texts = to->all<answer_delta>();
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_TRUE(texts[0].snapshot);
    EXPECT_EQ(texts[0].text, "");
  }
  kill(answering);
}

TEST_F(session_connection_recovery_test,
       says_that_a_lost_attempt_left_nothing_before_the_end_is_stored) {
  stored_exchange asked;
  asked.request = {"r1"};
  asked.member = {"ann"};
  asked.summary.text = std::make_shared<const std::string>();
  store->exchanges.push_back(asked);
  connect();
  ask("r1");
  hold_store();
  source->last().finish();
  run();
  resume(0, "of another log");
  EXPECT_FALSE(hello_of(*channel).recovered);
  const auto texts = channel->all<answer_delta>();
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_TRUE(texts[0].snapshot);
  EXPECT_EQ(texts[0].text, "");
  release_store();
  EXPECT_EQ(channel->statuses({"r1"}), (statuses{request_status::streaming, request_status::done}));
}

}  // namespace
}  // namespace aurawell::actors
