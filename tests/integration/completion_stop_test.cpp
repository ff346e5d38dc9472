// The model's answer after a client of OpenAI's API closes its connection.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/event_stream_client.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using std::chrono::steady_clock;
using ::testing::HasSubstr;

const std::string path = "/v1/chat/completions";
const std::string streamed =
    R"({"user":"ann","stream":true,"messages":[{"role":"user","content":"tired"}]})";
const std::string whole = R"({"user":"ann","messages":[{"role":"user","content":"tired"}]})";

std::string request_of(const std::string& body) {
  return "POST " + path +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

class completion_stop : public ::testing::Test {
 protected:
  void start(mock::answer_plan plan, std::vector<std::string> set = {}) {
    mock::mock_llm_options options;
    options.answer = plan;
    upstream.emplace(options);
    const auto provider = asking(upstream->base_url());
    set.insert(set.end(), provider.begin(), provider.end());
    program.emplace(with_settings(set));
    port = program->port();
    ASSERT_NE(port, 0);
  }

  static mock::answer_plan endless(double rate, std::chrono::milliseconds first_token = 0ms) {
    mock::answer_plan plan;
    plan.tokens = 1'000'000;
    plan.rate = rate;
    plan.first_token = first_token;
    return plan;
  }

  bool is_running() {
    return eventually([&] { return upstream->stats().streams_running == 1; });
  }
  bool is_stopped() {
    return eventually([&] { return upstream->stats().streams_aborted == 1; });
  }

  std::optional<mock::mock_llm> upstream;
  std::optional<running_program> program;
  std::uint16_t port = 0;
};

TEST_F(completion_stop, comes_soon_after_the_client_closes) {
  start(endless(50));
  steady_clock::time_point closed_at;
  {
    event_stream_client client{port, path, streamed};
    EXPECT_TRUE(client.next());
    closed_at = steady_clock::now();
  }
  ASSERT_TRUE(is_stopped());
  const auto delay = upstream->stats().last_abort - closed_at;
  RecordProperty(
      "close_to_upstream_close_us",
      std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(delay).count()));
  EXPECT_LT(delay, 5s) << "no token need be lost";
}

TEST_F(completion_stop, needs_no_token_to_notice) {
  // The next token would arrive after minutes.
  start(endless(0.001, 1ms));
  {
    event_stream_client client{port, path, streamed};
    EXPECT_TRUE(client.next());
  }
  EXPECT_TRUE(is_stopped());
}

TEST_F(completion_stop, comes_before_the_first_token) {
  for (const auto& body : {streamed, whole}) {
    start(endless(50, 20s));
    {
      raw_client client{port};
      ASSERT_TRUE(client.send(request_of(body)));
      ASSERT_TRUE(is_running());
    }
    EXPECT_TRUE(is_stopped());
  }
}

TEST_F(completion_stop, does_not_come_to_a_client_that_only_says_no_more) {
  mock::answer_plan plan;
  plan.tokens = 40;
  plan.rate = 200;
  start(plan);
  for (const auto& body : {streamed, whole}) {
    raw_client client{port};
    ASSERT_TRUE(client.send(request_of(body)));
    client.shutdown_send();
    const auto reply = client.read_to_end();
    ASSERT_TRUE(reply);
    EXPECT_THAT(*reply, HasSubstr("HTTP/1.1 200 "));
    EXPECT_THAT(*reply, HasSubstr(R"("finish_reason":"stop")"));
  }
  // The model's server may notice the end of its stream later than the client.
  EXPECT_TRUE(eventually([&] { return upstream->stats().streams_finished == 2; }));
  EXPECT_EQ(upstream->stats().streams_aborted, 0U);
}

TEST_F(completion_stop, can_be_switched_off) {
  mock::answer_plan plan;
  plan.tokens = 40;
  plan.rate = 100;
  start(plan, {"server.stop_closed_completions=false"});
  {
    event_stream_client client{port, path, streamed};
    EXPECT_TRUE(client.next());
  }
  EXPECT_TRUE(eventually([&] { return upstream->stats().streams_finished == 1; }));
  EXPECT_EQ(upstream->stats().streams_aborted, 0U);
}

TEST_F(completion_stop, is_for_clients_of_openai_alone) {
  mock::answer_plan plan;
  plan.tokens = 40;
  plan.rate = 100;
  start(plan);
  {
    event_stream_client client{port, "/api/v1/chat/stream",
                               R"({"user_id":"ann","message":"tired"})"};
    EXPECT_TRUE(client.next());
  }
  EXPECT_TRUE(eventually([&] { return upstream->stats().streams_finished == 1; }));
  EXPECT_EQ(upstream->stats().streams_aborted, 0U);
}

}  // namespace
}  // namespace aurawell
