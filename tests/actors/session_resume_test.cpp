// Sessions whose connections come and go, and requests that are asked again.
#include "tests/actors/session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;
using channel_ptr = std::shared_ptr<test_support::fake_channel>;

class session_resume_test : public session_test {
 protected:
  static const connection_established& hello_of(const channel_ptr& to) {
    return std::get<connection_established>(to->received.at(0).body);
  }

  /// Comes back with what the client has seen; a new channel hears the rest.
  void resume(event_seq seq) {
    const auto& first = hello_of(first_channel);
    resume_from({first.session, first.epoch, seq});
  }

  void resume_from(resume_point from) {
    channel = std::make_shared<test_support::fake_channel>();
    attach({{"ann"}, {"conn2"}, language::en, std::move(from)});
  }

  /// Asks "r1" and hears `text` of the answer.
  void begin_answer(const std::string& text) {
    connect();
    ask("r1");
    source->last().text(text);
    run();
  }

  /// Another session of the same user.
  session_actor spawn_sibling(const channel_ptr& to) {
    const auto sibling = system.spawn(
        run_session, std::shared_ptr<const session_environment>{shared}, session_id{"s_sibling"});
    sibling_link = std::make_shared<client_link>(to);
    caf::anon_send(sibling, attach_atom::value, connect_request{{"ann"}, {"conn3"}, language::en},
                   sibling_link);
    run();
    return sibling;
  }

  void ask_sibling(const session_actor& sibling, const std::string& request) {
    chat_command command;
    command.request = {request};
    command.message = "why am I tired?";
    sibling_link->unread = 1;
    caf::anon_send(sibling, command_atom::value, sibling_link, client_command{command});
    run();
  }

  channel_ptr first_channel = channel;
  client_link_ptr sibling_link;
};

TEST_F(session_resume_test, sends_what_lies_past_the_position_and_goes_on) {
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

TEST_F(session_resume_test, may_be_resumed_again_from_before) {
  begin_answer("one ");
  for (int i = 0; i < 3; ++i) {
    disconnect();
    resume(0);
    EXPECT_TRUE(hello_of(channel).recovered);
    EXPECT_EQ(channel->text({"r1"}), "one ");
    EXPECT_EQ(channel->statuses({"r1"}).size(), 2U);
  }
}

TEST_F(session_resume_test, a_second_connection_takes_the_session_over) {
  begin_answer("one ");
  const auto old_link = link;
  resume(first_channel->received.back().seq);
  ASSERT_TRUE(first_channel->closed_with.has_value());
  EXPECT_EQ(first_channel->closed_with->first, close_code::replaced);
  // What the old connection still does must not touch the new one.
  caf::anon_send(session, closed_atom::value, old_link);
  run();
  source->last().text("two");
  run();
  EXPECT_EQ(channel->text({"r1"}), "two");
}

TEST_F(session_resume_test, sends_a_snapshot_when_continuity_cannot_be_proved) {
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

TEST_F(session_resume_test, a_position_from_the_future_is_not_believed) {
  begin_answer("one ");
  disconnect();
  resume(1'000);
  EXPECT_FALSE(hello_of(channel).recovered);
  EXPECT_EQ(channel->text({"r1"}), "one ");
}

TEST_F(session_resume_test, can_be_resumed_until_the_window_has_passed) {
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

TEST_F(session_resume_test, stays_until_its_answer_has_ended) {
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

TEST_F(session_resume_test, cancels_when_the_window_has_passed_if_so_told) {
  shared->options.on_expiry = expiry::cancel_answers;
  begin_answer("one ");
  disconnect();
  advance(121s);
  EXPECT_EQ(shared->alive->load(), 0U);
  EXPECT_EQ(store->answers.at(0).status, request_status::cancelled);
}

TEST_F(session_resume_test, one_that_is_found_while_it_leaves_stays) {
  connect();
  disconnect();
  caf::anon_send(session, stop_atom::value);
  resume(0);
  EXPECT_EQ(shared->alive->load(), 1U);
  EXPECT_TRUE(hello_of(channel).recovered);
  EXPECT_TRUE(shared->registry->visit({"s_first"}, {"ann"}, [](const auto&) {}));
}

TEST_F(session_resume_test, belongs_to_one_user) {
  connect();
  EXPECT_FALSE(shared->registry->visit({"s_first"}, {"bob"}, [](const auto&) {}));
  EXPECT_TRUE(shared->registry->visit({"s_first"}, {"ann"}, [](const auto&) {}));
}

TEST_F(session_resume_test, closes_a_reader_that_is_too_slow_and_loses_nothing) {
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

TEST_F(session_resume_test, answers_a_finished_request_from_the_store) {
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

TEST_F(session_resume_test, reports_an_answer_that_was_lost_with_its_process) {
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

TEST_F(session_resume_test, tells_what_became_of_a_session_that_is_gone) {
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

TEST_F(session_resume_test, another_session_hears_a_running_answer_from_its_start) {
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

TEST_F(session_resume_test, a_follower_hears_where_the_answer_was_continued) {
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

TEST_F(session_resume_test, a_follower_reports_the_answer_of_a_session_that_died) {
  begin_answer("one ");
  const auto to = std::make_shared<test_support::fake_channel>();
  const auto sibling = spawn_sibling(to);
  ask_sibling(sibling, "r1");
  kill(session);
  EXPECT_EQ(to->statuses({"r1"}).back(), request_status::incomplete);
  EXPECT_EQ(source->calls.size(), 1U);
  kill(sibling);
}

TEST_F(session_resume_test, a_follower_can_stop_the_answer) {
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

TEST_F(session_resume_test, stores_an_answer_while_it_streams) {
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

TEST_F(session_resume_test, holds_text_back_when_told_to_roll_it_up) {
  shared->options.rollup_delay = 50ms;
  begin_answer("one ");
  source->last().text("two ");
  run();
  EXPECT_EQ(channel->text({"r1"}), "");
  advance(50ms);
  EXPECT_EQ(channel->text({"r1"}), "one two ");
  EXPECT_EQ(channel->all<answer_delta>().size(), 1U);
}

TEST_F(session_resume_test, answers_a_question_whose_write_came_through_late) {
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

TEST_F(session_resume_test, answers_a_late_question_as_it_was_asked) {
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

TEST_F(session_resume_test, a_cancelled_question_that_came_through_late_is_not_answered) {
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

TEST_F(session_resume_test, who_takes_over_from_a_dead_session_repeats_nothing) {
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

TEST_F(session_resume_test, who_takes_over_shows_what_only_the_store_has) {
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

TEST_F(session_resume_test, who_follows_the_one_that_took_over_hears_nothing_twice) {
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

TEST_F(session_resume_test, who_takes_over_before_the_first_word_answers) {
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

TEST_F(session_resume_test, the_watch_for_one_request_outlives_the_end_of_another) {
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

TEST_F(session_resume_test, all_requests_of_a_dead_session_are_taken_over) {
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

class session_expiry_test : public session_resume_test {
 protected:
  session_expiry_test() {
    shared->options.on_expiry = expiry::cancel_answers;
    // Shorter than the silence after which a model counts as stopped.
    shared->options.resume_window = 5s;
  }

  ~session_expiry_test() override { kill(sibling); }

  /// "r1" is answered here, and heard at a second device too.
  void follow_elsewhere() {
    begin_answer("one ");
    sibling = spawn_sibling(elsewhere);
    ask_sibling(sibling, "r1");
  }

  void leave_elsewhere() {
    caf::anon_send(sibling, closed_atom::value, sibling_link);
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

TEST_F(session_expiry_test, a_second_device_that_dies_listens_no_more) {
  follow_elsewhere();
  disconnect();
  advance(6s);
  kill(sibling);
  EXPECT_EQ(store->answers.back().status, request_status::cancelled);
  EXPECT_EQ(shared->alive->load(), 0U);
}

TEST_F(session_resume_test, the_longest_alone_gives_way_when_there_are_too_many) {
  connect();
  disconnect();
  for (int i = 0; i < 3; ++i) {
    shared->registry->add({"s" + std::to_string(i)}, {"bob"}, session);
  }
  run();
  EXPECT_EQ(shared->alive->load(), 0U);
}

class crowded_session_test : public session_resume_test {
 protected:
  ~crowded_session_test() override {
    kill(sibling);
    kill(third);
  }

  void leave_sibling() {
    caf::anon_send(sibling, closed_atom::value, sibling_link);
    run();
  }

  /// As the gateway does it.
  void let_a_third_come() {
    third = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_third"});
    shared->registry->add({"s_third"}, {"bob"}, third);
    const auto to = std::make_shared<client_link>(std::make_shared<test_support::fake_channel>());
    caf::anon_send(third, attach_atom::value, connect_request{{"bob"}, {"conn4"}}, to);
    run();
  }

  bool is_found(const std::string& id, const std::string& user) {
    return shared->registry->visit({id}, {user}, [](const auto&) {});
  }

  session_actor sibling;
  session_actor third;
};

TEST_F(crowded_session_test, one_goes_for_one_that_comes) {
  shared->registry->set_limit(2);
  connect();
  disconnect();
  sibling = spawn_sibling(std::make_shared<test_support::fake_channel>());
  leave_sibling();
  let_a_third_come();
  EXPECT_EQ(shared->alive->load(), 2U);
  EXPECT_FALSE(is_found("s_first", "ann"));
  EXPECT_TRUE(is_found("s_sibling", "ann"));
}

TEST_F(crowded_session_test, one_that_answers_does_not_go) {
  shared->registry->set_limit(2);
  begin_answer("one ");
  disconnect();
  sibling = spawn_sibling(std::make_shared<test_support::fake_channel>());
  leave_sibling();
  let_a_third_come();
  EXPECT_FALSE(is_found("s_sibling", "ann"));
  source->last().finish();
  run();
  resume(first_channel->received.back().seq);
  EXPECT_TRUE(hello_of(channel).recovered);
  EXPECT_EQ(channel->statuses({"r1"}), statuses{request_status::done});
}

TEST_F(crowded_session_test, one_whose_client_is_about_to_come_back_does_not_go) {
  shared->registry->set_limit(1);
  connect();
  disconnect();
  // Its client has been told that it resumes, but the session does not know yet.
  link = std::make_shared<client_link>(channel);
  shared->registry->visit({"s_first"}, {"ann"}, [this](const session_actor& found) {
    caf::anon_send(found, attach_atom::value, connect_request{{"ann"}, {"conn2"}}, link);
  });
  let_a_third_come();
  caf::anon_send(session, closed_atom::value, link);
  run();
  EXPECT_TRUE(is_found("s_first", "ann"));
}

TEST_F(session_resume_test, a_client_that_comes_and_goes_leaves_one_timer) {
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
