#include "actors/store/store_actor.hpp"

#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class store_actor_test : public test_support::actor_fixture {
 protected:
  void send_question(const std::string& text) {
    question_record question;
    question.text = text;
    question.request = {text};
    client->send(store, question_atom::value, question);
  }

  std::shared_ptr<test_support::fake_store> kept = std::make_shared<test_support::fake_store>();
  store_actor store = system.spawn(run_store, store_setup{kept});
  caf::scoped_actor client{system};
};

TEST_F(store_actor_test, commits_what_waits_together_and_answers_everyone) {
  for (const auto* text : {"a", "b", "c"}) {
    send_question(text);
  }
  run();
  EXPECT_EQ(kept->groups, 1);
  ASSERT_EQ(kept->questions.size(), 3U);
  EXPECT_EQ(kept->questions.back().text, "c");
  int replies = 0;
  client->receive_while([&] { return replies < 3; })([&](const question_claim& claim) {
    EXPECT_EQ(claim.known, nullptr);
    ++replies;
  });
  EXPECT_EQ(replies, 3);
}

TEST_F(store_actor_test, opens_a_new_group_after_a_commit) {
  send_question("a");
  run();
  send_question("b");
  run();
  EXPECT_EQ(kept->groups, 2);
}

TEST_F(store_actor_test, reports_a_failed_commit_to_every_waiting_writer) {
  kept->fail_commit = true;
  send_question("a");
  send_question("b");
  run();
  int errors = 0;
  client->receive_while([&] { return errors < 2; })([&](const caf::error& why) {
    EXPECT_EQ(from_caf(why, ec::internal).cause.code, ec::database_unreachable);
    ++errors;
  });
  EXPECT_EQ(errors, 2);
}

TEST_F(store_actor_test, tells_the_term_of_a_question) {
  send_question("a");
  run();
  client->receive([](const question_claim& claim) { EXPECT_EQ(claim.term, first_term); });
  kept->exchanges.at(0).term = 4;
  send_question("a");
  run();
  client->receive([](const question_claim& claim) { EXPECT_EQ(claim.term, 4); });
}

TEST_F(store_actor_test, writes_nothing_when_the_group_could_not_begin) {
  kept->fail_begin = true;
  send_question("a");
  send_question("b");
  run();
  EXPECT_TRUE(kept->questions.empty());
  int errors = 0;
  client->receive_while([&] { return errors < 2; })([&](const caf::error&) { ++errors; });
  kept->fail_begin = false;
  send_question("c");
  run();
  client->receive([](const question_claim&) {},
                  [](const caf::error&) { FAIL() << "this one is good"; });
}

TEST_F(store_actor_test, goes_on_after_a_failed_write) {
  kept->fail_writes = true;
  send_question("a");
  run();
  kept->fail_writes = false;
  send_question("b");
  run();
  client->receive([](const caf::error&) {},
                  [](const question_claim&) { FAIL() << "the first must fail"; });
  client->receive([](const question_claim&) {},
                  [](const caf::error&) { FAIL() << "the second is good"; });
}

TEST_F(store_actor_test, a_successor_writes_though_its_predecessor_died_inside_a_group) {
  send_question("undone");
  send_question("throws");
  scheduler().run_once();
  ASSERT_TRUE(kept->in_group);
  kept->throw_on_writes = true;
  run();
  for (int replies = 0; replies < 2; ++replies) {
    client->receive([](const caf::error&) {},
                    [](const question_claim&) { FAIL() << "it was not committed"; },
                    caf::after(0s) >> [] { FAIL() << "nobody answers any more"; });
  }
  kept->throw_on_writes = false;
  store = system.spawn(run_store, store_setup{kept});
  send_question("kept");
  run();
  client->receive([](const question_claim& claim) { EXPECT_EQ(claim.known, nullptr); },
                  [](const caf::error&) { FAIL() << "this one is good"; });
  ASSERT_EQ(kept->questions.size(), 1U);
  EXPECT_EQ(kept->questions[0].text, "kept");
}

TEST_F(store_actor_test, answers_who_waits_when_a_call_throws) {
  kept->throw_on_writes = true;
  send_question("a");
  run();
  client->receive([](const caf::error&) {},
                  [](const question_claim&) { FAIL() << "it was not committed"; },
                  caf::after(0s) >> [] { FAIL() << "nobody answers any more"; });
}

TEST_F(store_actor_test, gives_the_background_without_waiting_for_a_group) {
  kept->history = {{"q", "a"}};
  kept->people.profiles = {{{{"u"}, {"m"}}, {{.age_years = 40}, {}}}};
  client->send(store, background_atom::value, background_query{{{{"u"}, {"m"}, {"c"}}}, {}});
  run();
  client->receive([](const conversation_background& found) {
    EXPECT_EQ(found.past.exchanges, (std::vector<past_exchange>{{"q", "a"}}));
    EXPECT_EQ(found.profile.values.age_years, 40);
  });
  EXPECT_EQ(kept->groups, 0);
}

/// With a second connection for reads.
class store_actor_with_history : public store_actor_test {
 protected:
  store_actor_with_history() {
    store_setup setup{kept};
    setup.history = committed;
    store = system.spawn(run_store, std::move(setup));
    send_question("a");
  }

  /// Of the conversation of all questions.
  void read() { client->send(store, background_atom::value, background_query{}); }

  std::shared_ptr<test_support::fake_store> committed =
      std::make_shared<test_support::fake_store>();
};

TEST_F(store_actor_with_history, reads_there_beside_a_group) {
  committed->history = {{"q", "a"}};
  send_question("b");
  read();
  send_question("c");
  run();
  EXPECT_EQ(kept->groups, 1);
  EXPECT_TRUE(kept->queries.empty());
  client->receive([](const conversation_background& found) {
    EXPECT_EQ(found.past.exchanges, (std::vector<past_exchange>{{"q", "a"}}));
  });
}

TEST_F(store_actor_with_history, commits_an_answer_before_its_conversation_is_read) {
  answer_record answer{};
  answer.request = {"a"};
  answer.summary.text = std::make_shared<const std::string>("text");
  client->send(store, answer_atom::value, answer);
  read();
  send_question("b");
  run();
  EXPECT_EQ(kept->groups, 2);
  EXPECT_EQ(committed->queries.size(), 1U);
}

TEST_F(store_actor_with_history, commits_everything_before_a_session_is_read) {
  client->send(store, sess_atom::value, session_query{{"u"}, {"s"}});
  send_question("b");
  run();
  EXPECT_EQ(kept->groups, 2);
  EXPECT_EQ(committed->former_sessions.size(), 1U);
}

}  // namespace
}  // namespace aurawell::actors
