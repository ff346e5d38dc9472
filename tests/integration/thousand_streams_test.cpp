#include <gtest/gtest.h>

#include <atomic>

#include "tests/integration/service.hpp"
#include "tests/loadtest/load_run.hpp"

namespace aurawell {
namespace {

using namespace test_support;

TEST(thousand_streams, all_complete_in_order_with_nothing_lost) {
  mock::mock_llm_options upstream_options;
  upstream_options.answer.tokens = 100;
  upstream_options.answer.rate = 50;
  mock::mock_llm upstream{upstream_options};
  running_service service{settings_with(upstream)};
  loadtest::load_options load;
  load.url = "ws://127.0.0.1:" + std::to_string(service.port());
  load.connections = 1'000;
  load.verify = loadtest::verification::mock;
  const auto target = loadtest::find_target(load).value();
  const std::atomic<bool> interrupted{false};
  const auto report = loadtest::run_load(load, target, interrupted, [](auto&&...) {});
  EXPECT_EQ(report.results.answers_done, 1'000U);
  EXPECT_EQ(report.results.tokens, 100'000U);
  EXPECT_EQ(report.results.broken.total(), 0U);
  EXPECT_TRUE(report.success());
  EXPECT_TRUE(eventually([&] { return upstream.stats().streams_finished == 1'000; }));
}

}  // namespace
}  // namespace aurawell
