#include <gtest/gtest.h>

#include "tests/integration/service.hpp"
#include "tests/integration/stepped_client.hpp"
#include "tests/mock_llm/answer_text.hpp"

namespace aurawell {
namespace {

using namespace test_support;

constexpr std::uint32_t tokens = 60;

/// Slow enough that the test can disconnect during the answer.
mock::mock_llm_options paced() {
  mock::mock_llm_options options;
  options.answer.tokens = tokens;
  options.answer.rate = 100;
  options.answer.first_token = std::chrono::milliseconds{20};
  return options;
}

std::string whole_answer(const std::string& message) {
  return mock::answer_text(mock::answer_seed(message), tokens);
}

class resume : public ::testing::Test {
 protected:
  mock::mock_llm upstream{paced()};
};

TEST_F(resume, goes_on_in_the_middle_of_an_answer) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  const auto first = client.connect(service);
  EXPECT_FALSE(first.flag("resumed"));
  client.ask("r1", "tired", whole_answer("tired"));
  client.read_text("r1", 50);
  client.drop();
  const auto second = client.connect(service);
  EXPECT_TRUE(second.flag("resumed"));
  EXPECT_TRUE(second.flag("recovered"));
  EXPECT_EQ(second.text("session_id"), first.text("session_id"));
  EXPECT_NE(second.text("connection_id"), first.text("connection_id"));
  client.read_end("r1");
  EXPECT_EQ(client.ending("r1"), "done");
}

TEST_F(resume, goes_on_as_often_as_one_likes) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", whole_answer("tired"));
  for (std::size_t heard = 40; heard <= 400; heard += 40) {
    client.read_text("r1", heard);
    client.drop();
    client.connect(service);
  }
  client.read_end("r1");
  EXPECT_EQ(client.counts().recovered, 10U);
}

TEST_F(resume, goes_on_with_what_came_while_nobody_listened) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", whole_answer("tired"));
  client.read_text("r1", 50);
  client.drop();
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1; }));
  client.connect(service);
  client.read_end("r1");
  client.ask("r2", "and now?", whole_answer("and now?"));
  client.read_end("r2");
}

TEST_F(resume, goes_on_when_nothing_was_heard_but_the_greeting) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", whole_answer("tired"));
  client.drop();
  EXPECT_TRUE(client.connect(service).flag("recovered"));
  client.ask_again("r1");
  client.read_end("r1");
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST_F(resume, hands_a_live_session_over) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", whole_answer("tired"));
  client.read_text("r1", 50);
  ws_client second{service.port(), "/ws/chat/u1?lang=en" + client.resume_query()};
  const auto greeting = read_event(second);
  EXPECT_TRUE(greeting.flag("recovered"));
  auto joined = client.text("r1");
  const auto heard = read_answer(second, "r1");
  EXPECT_EQ(joined + heard.joined, whole_answer("tired"));
  EXPECT_TRUE(client.read_close().is_closed(4005));
}

TEST_F(resume, tells_the_text_so_far_when_it_cannot_prove_that_nothing_is_missing) {
  running_service service{settings_with(upstream)};
  for (const bool wrong_epoch : {true, false}) {
    stepped_client other{wrong_epoch ? "u2" : "u3"};
    const auto first = other.connect(service);
    other.ask("r1", "tired", whole_answer("tired"));
    other.read_text("r1", 50);
    other.drop();
    const auto epoch = wrong_epoch ? "elsewhere" : first.text("epoch");
    const auto seq = wrong_epoch ? "1" : "999999";
    const auto second = other.connect_with(
        service, "&session=" + first.text("session_id") + "&epoch=" + epoch + "&seq=" + seq);
    EXPECT_TRUE(second.flag("resumed"));
    EXPECT_FALSE(second.flag("recovered"));
    EXPECT_EQ(second.text("session_id"), first.text("session_id"));
    other.read_end("r1");
    EXPECT_EQ(other.ending("r1"), "done");
    EXPECT_EQ(other.counts().snapshots, 1U);
  }
}

TEST_F(resume, begins_anew_for_a_session_that_nobody_knows) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  const auto greeting = client.connect_with(service, "&session=nobody&epoch=e&seq=3");
  EXPECT_FALSE(greeting.flag("resumed"));
  EXPECT_FALSE(greeting.flag("recovered"));
  EXPECT_NE(greeting.text("session_id"), "nobody");
  client.ask("r1", "tired", whole_answer("tired"));
  client.read_end("r1");
}

TEST_F(resume, takes_half_a_position_for_none) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  const auto first = client.connect(service);
  client.ask("r1", "tired", whole_answer("tired"));
  client.read_text("r1", 50);
  client.drop();
  for (const std::string rest : {"", "&seq=4", "&epoch=e&seq=-1", "&epoch=e&seq=4x"}) {
    stepped_client other{"u1"};
    const auto greeting =
        other.connect_with(service, "&session=" + first.text("session_id") + rest);
    EXPECT_FALSE(greeting.flag("recovered")) << rest;
  }
}

TEST_F(resume, gives_no_session_to_another_user) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  const auto first = client.connect(service);
  client.ask("r1", "tired", whole_answer("tired"));
  client.read_text("r1", 50);
  stepped_client stranger{"u2"};
  const auto greeting = stranger.connect_with(service, client.resume_query());
  EXPECT_FALSE(greeting.flag("resumed"));
  EXPECT_NE(greeting.text("session_id"), first.text("session_id"));
  stranger.expect_nothing_more();
  client.read_end("r1");
}

}  // namespace
}  // namespace aurawell
