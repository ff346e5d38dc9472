// Which members a session may ask for, and that members never mix.

#include "tests/actors/session/session_fixture.hpp"

namespace aurawell::actors {
namespace {

class session_members_test : public session_test {
 protected:
  session_members_test() {
    shared->options.creates_unknown_members = false;
    share("bob", "mum", member_role::manager);
    share("cy", "child", member_role::viewer);
  }

  void share(const std::string& owner, const std::string& member, member_role role) {
    store->people.known.emplace_back(
        user_id{"ann"}, member_access{{{{owner}, {member}}, "Mum", "mother", {}}, role});
  }

  void ask_for(const std::string& request, const std::string& member) {
    chat_command command;
    command.request = {request};
    command.member = {member};
    command.message = "why so tired?";
    say(command);
  }

  /// The error code of a request's terminal status.
  ec failure_of(const std::string& request) {
    ec found = ec::internal;
    for (const auto& event : channel->received) {
      const auto* update = std::get_if<status_update>(&event.body);
      if (update != nullptr && event.scope && event.scope->request.value == request) {
        if (const auto* failure = std::get_if<request_failure>(&update->data)) {
          found = failure->code;
        }
      }
    }
    return found;
  }
};

TEST_F(session_members_test, asks_for_oneself_without_asking_the_store) {
  connect();
  ask("r1");
  EXPECT_TRUE(store->people.wishes.empty());
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].asker().value, "ann");
}

TEST_F(session_members_test, keeps_what_a_manager_asks_with_the_member_s_own_account) {
  connect();
  ask_for("r1", "mum");
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].key.user.value, "bob");
  EXPECT_EQ(store->questions[0].key.member.value, "mum");
  EXPECT_EQ(store->questions[0].asker().value, "ann");
  source->last().text("rest");
  source->last().finish();
  run();
  ASSERT_EQ(store->answers.size(), 1U);
  EXPECT_EQ(store->answers[0].key.user.value, "bob");
  EXPECT_EQ(store->answers[0].asker().value, "ann");
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::done);
}

TEST_F(session_members_test, ends_the_answer_to_who_loses_the_access) {
  connect();
  ask_for("r1", "mum");
  ask("r2");
  source->calls.front()->text("Your mother ");
  run();
  shared->registry->end_answers({"ann"}, {"dad"});
  shared->registry->end_answers({"bob"}, {"mum"});
  run();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::streaming);
  shared->registry->end_answers({"ann"}, {"mum"});
  run();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::cancelled);
  EXPECT_NE(channel->statuses({"r2"}).back(), request_status::cancelled);
  ASSERT_EQ(store->answers.size(), 1U);
  EXPECT_EQ(store->answers[0].status, request_status::cancelled);
}

TEST_F(session_members_test, ends_a_question_that_is_looked_at_when_the_access_ends) {
  connect();
  hold_store();
  ask_for("r1", "mum");
  shared->registry->end_answers({"ann"}, {"mum"});
  release_store();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::cancelled);
  EXPECT_TRUE(source->calls.empty());
}

TEST_F(session_members_test, names_one_person_to_the_provider_whoever_asks) {
  connect();
  ask_for("r1", "mum");
  EXPECT_EQ(source->last().request.question.user.value, "bob");
  EXPECT_EQ(source->last().request.question.member.value, "mum");
}

TEST_F(session_members_test, refuses_a_member_that_is_not_there_like_one_that_is_not_shared) {
  connect();
  ask_for("r1", "stranger");
  EXPECT_EQ(channel->statuses({"r1"}), std::vector<request_status>{request_status::error});
  EXPECT_EQ(failure_of("r1"), ec::user_not_found);
  EXPECT_TRUE(store->questions.empty());
  EXPECT_TRUE(source->calls.empty());
}

TEST_F(session_members_test, lets_a_viewer_see_and_not_ask) {
  connect();
  ask_for("r1", "child");
  EXPECT_EQ(failure_of("r1"), ec::forbidden);
  say(switch_member_command{{"s1"}, {"child"}});
  EXPECT_EQ(failure_of("s1"), ec::forbidden);
  ask("r2");
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].key.member.value, "ann");
}

TEST_F(session_members_test, a_refused_request_may_be_asked_again) {
  connect();
  ask_for("r1", "stranger");
  ask_for("r1", "mum");
  EXPECT_EQ(store->questions.size(), 1U);
}

TEST_F(session_members_test, fails_clearly_when_nobody_can_say_whose_member_it_is) {
  store->people.fail_reads = true;
  connect();
  ask_for("r1", "mum");
  EXPECT_EQ(failure_of("r1"), ec::database_failed);
}

TEST_F(session_members_test, what_follows_a_switch_is_for_the_new_member) {
  connect();
  // All three are in the mailbox before the store has replied.
  link->unread = 3;
  caf::anon_send(session, command_atom::value, link,
                 client_command{switch_member_command{{"s1"}, {"mum"}}});
  chat_command question;
  question.request = {"r1"};
  question.message = "why so tired?";
  caf::anon_send(session, command_atom::value, link, client_command{question});
  caf::anon_send(session, command_atom::value, link, client_command{get_status_command{{"s2"}}});
  run();
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].key.member.value, "mum");
  member_id reported;
  for (const auto& update : updates()) {
    if (const auto* report = std::get_if<session_report>(&update.data)) {
      reported = report->active_member;
    }
  }
  EXPECT_EQ(reported.value, "mum");
  EXPECT_EQ(link->unread.load(), 0U);
}

TEST_F(session_members_test, a_switch_that_waits_holds_up_neither_cancel_nor_ping) {
  connect();
  ask("r1");
  hold_store();
  say(switch_member_command{{"s1"}, {"mum"}});
  say(ping_command{"{}"});
  say(cancel_command{{"r1"}});
  EXPECT_EQ(channel->all<pong>().size(), 1U);
  EXPECT_EQ(source->running(), 0U);
  say(cancel_command{{"unknown"}});
  EXPECT_EQ(channel->all<connection_fault>().size(), 1U);
  release_store();
  EXPECT_EQ(channel->statuses({"s1"}), std::vector<request_status>{request_status::done});
}

TEST_F(session_members_test, a_cancel_reaches_a_question_behind_a_switch) {
  connect();
  hold_store();
  say(switch_member_command{{"s1"}, {"mum"}});
  ask("r1");
  say(cancel_command{{"r1"}});
  EXPECT_TRUE(channel->all<connection_fault>().empty());
  release_store();
  EXPECT_EQ(channel->statuses({"r1"}).back(), request_status::cancelled);
  EXPECT_TRUE(source->calls.empty());
}

TEST_F(session_members_test, a_refused_switch_changes_nothing) {
  connect();
  link->unread = 2;
  caf::anon_send(session, command_atom::value, link,
                 client_command{switch_member_command{{"s1"}, {"stranger"}}});
  chat_command question;
  question.request = {"r1"};
  question.message = "why so tired?";
  caf::anon_send(session, command_atom::value, link, client_command{question});
  run();
  EXPECT_EQ(failure_of("s1"), ec::user_not_found);
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].key.member.value, "ann");
}

TEST_F(session_members_test, a_switch_while_an_answer_streams_is_for_the_next_question) {
  connect();
  ask("r1");
  say(switch_member_command{{"s1"}, {"mum"}});
  source->last().text("rest");
  source->last().finish();
  run();
  ASSERT_EQ(store->answers.size(), 1U);
  EXPECT_EQ(store->answers[0].key.member.value, "ann");
}

TEST_F(session_members_test, open_mode_takes_the_user_s_word) {
  shared->options.creates_unknown_members = true;
  connect();
  ask_for("r1", "grandma");
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].key.user.value, "ann");
  EXPECT_TRUE(store->questions[0].makes_member);
}

TEST_F(session_members_test, a_question_says_when_its_asker_was_let_in) {
  shared->options.creates_unknown_members = true;
  connect();
  connect_request client{{"ann"}, {"conn1"}, language::en};
  client.admitted_at = wall_time{std::chrono::hours{7}};
  attach(client);
  run();
  ask_for("r1", "ann");
  ASSERT_EQ(store->questions.size(), 1U);
  EXPECT_EQ(store->questions[0].admitted_at, client.admitted_at);
}

TEST_F(session_members_test, says_until_when_a_new_token_counts) {
  connect();
  const wall_time until{std::chrono::hours{500'000}};
  say(renew_token_command{{"t1"}, until, {}});
  EXPECT_EQ(std::get<token_renewed>(updates().back().data).expires_at, until);
  say(renew_token_command{{"t2"}, {}, aurawell::error{ec::token_invalid, "bad"}});
  EXPECT_EQ(failure_of("t2"), ec::token_invalid);
}

}  // namespace
}  // namespace aurawell::actors
