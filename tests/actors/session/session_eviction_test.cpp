// Sessions that are replaced when a user has too many.
#include "tests/actors/session/returning_session_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using statuses = std::vector<request_status>;

class session_eviction_test : public returning_session_test {};

TEST_F(session_eviction_test, the_longest_alone_gives_way_when_there_are_too_many) {
  connect();
  disconnect();
  for (int i = 0; i < 3; ++i) {
    shared->registry->add({"s" + std::to_string(i)}, {"bob"}, session);
  }
  run();
  EXPECT_EQ(shared->alive->load(), 0U);
}

class crowded_session_test : public session_eviction_test {
 protected:
  ~crowded_session_test() override {
    kill(sibling);
    kill(third);
  }

  void leave_sibling() {
    caf::anon_send(sibling, detach_atom::value, sibling_link);
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
  // Its client has received that it resumes, but the session has not been notified yet.
  link = std::make_shared<client_link>(channel);
  shared->registry->visit({"s_first"}, {"ann"}, [this](const session_actor& found) {
    caf::anon_send(found, attach_atom::value, connect_request{{"ann"}, {"conn2"}}, link);
  });
  let_a_third_come();
  caf::anon_send(session, detach_atom::value, link);
  run();
  EXPECT_TRUE(is_found("s_first", "ann"));
}

}  // namespace
}  // namespace aurawell::actors
