#include <gtest/gtest.h>

#include "tests/integration/service.hpp"
#include "tests/integration/stepped_client.hpp"
#include "tests/mock_llm/answer_text.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using namespace std::chrono_literals;

mock::mock_llm_options answers_of(std::uint32_t tokens, double rate) {
  mock::mock_llm_options options;
  options.answer.tokens = tokens;
  options.answer.rate = rate;
  options.answer.first_token = 0ms;
  return options;
}

TEST(resume_limits, stop_the_upstream_when_nobody_comes_back_in_time) {
  mock::mock_llm upstream{answers_of(100'000, 100)};
  auto values = settings_with(upstream);
  values.session.resume_window = 50ms;
  values.session.on_expiry = actors::expiry::cancel_answers;
  running_service service{values};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "go on for ever");
  client.read_text("r1", 50);
  client.drop();
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_aborted == 1; }));
  // It still stores the text so far.
  ASSERT_TRUE(eventually([&] { return service.status().live_counts().sessions == 0; }));
  EXPECT_FALSE(client.connect(service).flag("resumed"));
}

TEST(resume_limits, let_the_answer_end_when_nobody_comes_back_in_time) {
  mock::mock_llm upstream{answers_of(60, 100)};
  auto values = settings_with(upstream);
  values.session.resume_window = 50ms;
  values.session.on_expiry = actors::expiry::continue_answers;
  running_service service{values};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", mock::answer_text(mock::answer_seed("tired"), 60));
  client.read_text("r1", 50);
  client.drop();
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1; }));
  // The session may still store the answer, and is found once more then.
  if (!client.connect(service).flag("resumed")) {
    client.ask_again("r1");
  }
  client.read_end("r1");
  EXPECT_EQ(client.ending("r1"), "done");
  EXPECT_EQ(upstream.stats().requests, 1U);
}

TEST(resume_limits, keep_the_session_of_a_client_that_is_there) {
  mock::mock_llm upstream{answers_of(60, 100)};
  auto values = settings_with(upstream);
  values.session.resume_window = 50ms;
  running_service service{values};
  stepped_client client{"u1"};
  client.connect(service);
  client.ask("r1", "tired", mock::answer_text(mock::answer_seed("tired"), 60));
  client.read_end("r1");
  client.ask("r2", "tired", mock::answer_text(mock::answer_seed("tired"), 60));
  client.read_end("r2");
}

TEST(resume_limits, close_a_slow_reader_that_then_misses_nothing) {
  constexpr std::uint32_t tokens = 60'000;
  auto options = answers_of(tokens, 0);
  options.answer.cut = mock::chunking::coalesce;
  options.answer.coalesced = 50;
  mock::mock_llm upstream{options};
  auto values = settings_with(upstream);
  values.server.outbox_bytes = 16 * 1024;
  values.session.backlog_bytes = 64 * 1024;
  values.session.log_bytes = 16 * 1024 * 1024;
  // The client reads nothing before the model has ended, which may take long on a busy machine.
  values.server.write_timeout = values.server.close_timeout = 100s;
  values.providers.at("deepseek").stream.max_answer_bytes = 4 * 1024 * 1024;
  running_service service{values};
  stepped_client client{"u1"};
  client.connect(service, {.receive_buffer_bytes = 4 * 1024});
  client.ask("r1", "tired", mock::answer_text(mock::answer_seed("tired"), tokens));
  ASSERT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1; }));
  EXPECT_TRUE(client.read_close().is_closed(4008));
  EXPECT_TRUE(client.connect(service).flag("recovered"));
  client.read_end("r1");
  EXPECT_EQ(client.ending("r1"), "done");
}

}  // namespace
}  // namespace aurawell
