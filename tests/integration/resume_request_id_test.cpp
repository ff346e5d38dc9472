#include <gtest/gtest.h>

#include "tests/integration/service.hpp"
#include "tests/integration/stepped_client.hpp"
#include "tests/mock_llm/answer_text.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

constexpr std::uint32_t request_id_tokens = 60;

/// The result of a question that is asked more than once.
class resume_request_id : public ::testing::Test {
 protected:
  resume_request_id() : upstream{options()} {}

  static mock::mock_llm_options options() {
    mock::mock_llm_options values;
    values.answer.tokens = request_id_tokens;
    values.answer.rate = 100;
    values.answer.first_token = std::chrono::milliseconds{20};
    return values;
  }

  config::settings on_disk() const {
    auto values = settings_with(upstream);
    values.storage.url = "sqlite:" + (folder / "test.db").string();
    return values;
  }

  temp_folder folder;
  mock::mock_llm upstream;
  const std::string answer = mock::answer_text(mock::answer_seed("tired"), request_id_tokens);
};

TEST_F(resume_request_id, is_absorbed_while_it_runs) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", answer);
  client.ask_again("r1");
  client.read_text("r1", 50);
  client.ask_again("r1");
  client.read_end("r1");
  client.expect_nothing_more();
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST_F(resume_request_id, is_answered_from_what_was_said) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", answer);
  client.read_end("r1");
  for (std::uint64_t times = 1; times <= 2; ++times) {
    client.ask_again("r1");
    client.read();
    client.read_end("r1");
    EXPECT_EQ(client.counts().told_again, times);
    EXPECT_EQ(client.ending("r1"), "done");
  }
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST_F(resume_request_id, is_answered_in_another_session_once_it_has_ended) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", answer);
  client.read_end("r1");
  stepped_client other{"u1"};
  other.connect(service);
  other.ask_known("r1", "tired", answer);
  other.read_end("r1");
  EXPECT_EQ(other.ending("r1"), "done");
  EXPECT_EQ(other.counts().snapshots, 1U);
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST_F(resume_request_id, is_followed_from_another_session_while_it_runs) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", answer);
  client.read_text("r1", 50);
  stepped_client other{"u1"};
  other.connect(service);
  other.ask_known("r1", "tired", answer);
  other.read_end("r1");
  EXPECT_EQ(other.ending("r1"), "done");
  client.read_end("r1");
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST_F(resume_request_id, is_another_question_of_another_user) {
  running_service service{settings_with(upstream)};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", answer);
  stepped_client other{"u2"};
  other.connect(service);
  other.ask("r1", "awake", mock::answer_text(mock::answer_seed("awake"), request_id_tokens));
  other.read_end("r1");
  client.read_end("r1");
  EXPECT_EQ(upstream.stats().requests, 2U);
}

TEST_F(resume_request_id, is_answered_from_the_database_after_a_restart) {
  {
    running_service service{on_disk()};
    stepped_client client{"u1"};
    client.connect(service);
    client.ask("r1", "tired", answer);
    client.read_end("r1");
  }
  running_service service{on_disk()};
  stepped_client later{"u1"};
  later.connect(service);
  later.ask_known("r1", "tired", answer);
  later.read_end("r1");
  EXPECT_EQ(later.ending("r1"), "done");
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST_F(resume_request_id, comes_back_incomplete_when_the_server_stopped_in_its_middle) {
  stepped_client client{"u1"};
  std::string heard;
  {
    running_service service{on_disk()};
    client.connect(service);
    client.ask("r1", "tired", answer);
    client.read_text("r1", 50);
    heard = client.text("r1");
    client.drop();
  }
  running_service service{on_disk()};
  const auto greeting = client.connect(service);
  EXPECT_FALSE(greeting.flag("resumed"));
  client.read_end("r1");
  EXPECT_EQ(client.ending("r1"), "incomplete");
  EXPECT_TRUE(client.text("r1").starts_with(heard)) << client.text("r1");
  client.ask_again("r1");
  client.read();
  client.read_end("r1");
  EXPECT_EQ(client.ending("r1"), "incomplete");
  client.drop();
  EXPECT_EQ(upstream.stats().requests, 1U);
}

}  // namespace
}  // namespace aurawell
