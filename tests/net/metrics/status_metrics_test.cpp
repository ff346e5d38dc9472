#include "net/metrics/status_metrics.hpp"

#include <gtest/gtest.h>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

double value(const std::vector<prometheus::MetricFamily>& in, const std::string& name,
             const std::vector<prometheus::ClientMetric::Label>& labels = {}) {
  const auto* metric = find_metric(in, name, labels);
  if (metric == nullptr) {
    return -1;
  }
  return find_family(in, name)->type == prometheus::MetricType::Counter ? metric->counter.value
                                                                        : metric->gauge.value;
}

TEST(status_metrics, show_each_number_of_a_pool) {
  const auto all = pool_families(sample_status{}.pools());
  const std::vector<prometheus::ClientMetric::Label> health{{"pool", "health_chat"}};
  EXPECT_EQ(value(all, "aurawell_pool_workers", health), 8);
  EXPECT_EQ(value(all, "aurawell_pool_idle_workers", health), 5);
  EXPECT_EQ(value(all, "aurawell_pool_preparing", health), 3);
  EXPECT_EQ(value(all, "aurawell_pool_streaming", health), 20);
  EXPECT_EQ(value(all, "aurawell_pool_max_streams", health), 256);
  EXPECT_EQ(value(all, "aurawell_pool_waiting", health), 7);
  EXPECT_EQ(value(all, "aurawell_pool_queue_size", health), 1'000);
  EXPECT_EQ(value(all, "aurawell_pool_users", health), 6);
  EXPECT_EQ(value(all, "aurawell_pool_expected_wait_seconds", health), 1.5);
  EXPECT_EQ(value(all, "aurawell_pool_admitted_total", health), 90);
}

TEST(status_metrics, show_each_number_of_a_provider) {
  const auto all = provider_families(sample_status{}.providers());
  const std::vector<prometheus::ClientMetric::Label> deepseek{{"provider", "deepseek"}};
  EXPECT_EQ(value(all, "aurawell_provider_recent_attempts", deepseek), 40);
  EXPECT_EQ(value(all, "aurawell_provider_recent_failures", deepseek), 30);
  EXPECT_EQ(value(all, "aurawell_provider_probe_in_seconds", deepseek), 2.5);
  EXPECT_EQ(value(all, "aurawell_provider_streaming", deepseek), 11);
  EXPECT_EQ(value(all, "aurawell_provider_attempts_total", deepseek), 600);
  EXPECT_EQ(value(all, "aurawell_provider_failures_total", deepseek), 70);
}

TEST(status_metrics, mark_the_one_state_of_a_breaker) {
  auto providers = sample_status{}.providers();
  for (const auto& [state, name] :
       {std::pair{breaker_state::closed, "closed"}, std::pair{breaker_state::open, "open"},
        std::pair{breaker_state::half_open, "half_open"}}) {
    providers[0].breaker = state;
    const auto all = provider_families(providers);
    for (const std::string shown : {"closed", "open", "half_open"}) {
      EXPECT_EQ(value(all, "aurawell_provider_breaker", {{"state", shown}}), shown == name ? 1 : 0);
    }
  }
}

TEST(status_metrics, count_actors_and_sessions) {
  const auto all = population_families({7, 2});
  EXPECT_EQ(value(all, "aurawell_actors"), 7);
  EXPECT_EQ(value(all, "aurawell_sessions"), 2);
}

TEST(status_metrics, show_what_is_remembered) {
  const auto all = memory_families({3, 4'096, 20, 5});
  EXPECT_EQ(value(all, "aurawell_memory_conversations"), 3);
  EXPECT_EQ(value(all, "aurawell_memory_bytes"), 4'096);
  EXPECT_EQ(value(all, "aurawell_memory_lookups_total", {{"result", "hit"}}), 20);
  EXPECT_EQ(value(all, "aurawell_memory_lookups_total", {{"result", "miss"}}), 5);
}

TEST(status_metrics, count_connections_and_people) {
  const auto all = connection_families({5, 3});
  EXPECT_EQ(value(all, "aurawell_connections"), 5);
  EXPECT_EQ(value(all, "aurawell_connected_users"), 3);
}

}  // namespace
}  // namespace aurawell::net
