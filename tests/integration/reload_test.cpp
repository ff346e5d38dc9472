// Settings that change while clients are served.

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "tests/integration/service.hpp"
#include "tests/loadtest/load_run.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

std::string question(const std::string& id) {
  return R"({"type":"health_chat","request_id":")" + id + R"(","data":{"message":"why?"}})";
}

TEST(reload, resizing_pools_under_load_loses_nothing) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 60;
  upstream_options.answer.rate = 300;
  mock::mock_llm upstream{upstream_options};
  auto values = settings_with(upstream);
  values.log.level = config::log_level::warn;
  values.pools.at("health_chat").queue_timeout = 10min;
  running_service service{values};
  loadtest::load_options load;
  load.url = "ws://127.0.0.1:" + std::to_string(service.port());
  load.connections = 120;
  load.requests = 5;
  load.ramp = 200ms;
  load.verify = loadtest::verification::mock;
  const auto target = loadtest::find_target(load).value();
  const std::atomic<bool> interrupted{false};
  auto running = std::async(std::launch::async, [&] {
    return loadtest::run_load(load, target, interrupted, [](auto&&...) {});
  });
  std::uint32_t resizes = 0;
  while (running.wait_for(10ms) != std::future_status::ready) {
    // Also the number of parallel answers, from few to more than needed.
    const bool is_small = resizes++ % 2 == 0;
    auto& pool = values.pools.at("health_chat");
    pool.workers = is_small ? 1 : 64;
    pool.max_streams = is_small ? 10 : 1'000;
    pool.queue = is_small ? 1'024 : 2'048;
    service.reload(values);
  }
  const auto report = running.get();
  EXPECT_GT(resizes, 10U);
  EXPECT_EQ(report.results.answers_done, 600U);
  EXPECT_EQ(report.results.tokens, 36'000U);
  EXPECT_EQ(report.results.broken.total(), 0U);
  EXPECT_TRUE(report.success());
}

TEST(reload, moves_to_another_provider_while_the_old_one_still_answers) {
  mock::mock_llm_options slow;
  slow.answer.tokens = 40;
  slow.answer.rate = 20;
  mock::mock_llm before{slow};
  mock::mock_llm after{{}};
  auto values = settings_with(before);
  running_service service{values};
  auto client = service.connect("ann");
  client.send(question("r1"));
  ASSERT_TRUE(eventually([&] { return before.stats().streams_running == 1; }));
  values.providers["backup"] = values.providers.at("deepseek");
  values.providers.at("backup").llm.base_url = after.base_url();
  values.providers.erase("deepseek");
  values.pools.at("health_chat").providers = {"backup"};
  values.pools.at("general_chat").providers = {"backup"};
  service.reload(values);
  auto other = service.connect("bob");
  other.send(question("r2"));
  const auto second = read_answer(other, "r2");
  EXPECT_EQ(second.last().status(), "done");
  EXPECT_EQ(second.last().text("data.provider"), "backup");
  const auto first = read_answer(client, "r1");
  EXPECT_EQ(first.last().status(), "done");
  EXPECT_EQ(first.last().text("data.provider"), "deepseek");
  EXPECT_EQ(before.stats().requests, 1U);
  EXPECT_EQ(before.stats().streams_aborted, 0U);
  EXPECT_EQ(after.stats().requests, 1U);
}

TEST(reload, applies_limits_to_those_who_are_there_already) {
  auto values = test_settings();
  running_service service{values};
  auto client = service.connect("ann");
  client.send(question("r1"));
  EXPECT_EQ(read_answer(client, "r1").last().status(), "done");
  values.session.messages_per_user = 1;
  service.reload(values);
  client.send(question("r2"));
  EXPECT_EQ(read_answer(client, "r2").last().status(), "done");
  client.send(question("r3"));
  EXPECT_EQ(read_answer(client, "r3").last().text("data.error_code"), "SYSTEM_1705");
}

TEST(reload, applies_the_bound_of_connections_to_the_next) {
  auto values = test_settings();
  running_service service{values};
  auto client = service.connect("ann");
  values.server.max_connections = 1;
  service.reload(values);
  const ws_client refused{service.port(), "/ws/chat/bob"};
  EXPECT_EQ(refused.handshake().status, 503);
  client.send(question("r1"));
  EXPECT_EQ(read_answer(client, "r1").last().status(), "done");
}

TEST(reload, gives_session_values_to_new_sessions_only) {
  auto values = test_settings();
  running_service service{values};
  auto old_client = service.connect("ann");
  values.session.max_protocol_errors = 1;
  service.reload(values);
  auto new_client = service.connect("bob");
  new_client.send("nonsense");
  EXPECT_EQ(read_event(new_client).type(), "error");
  EXPECT_EQ(new_client.read().code, 4010);
  old_client.send("nonsense");
  EXPECT_EQ(read_event(old_client).type(), "error");
  old_client.send(question("r1"));
  EXPECT_EQ(read_answer(old_client, "r1").last().status(), "done");
}

}  // namespace
}  // namespace aurawell
