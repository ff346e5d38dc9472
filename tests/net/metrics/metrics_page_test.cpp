#include "net/metrics/metrics_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

TEST(metrics_page, is_prometheus_text) {
  const sample_sources sample;
  const auto page = metrics_page(sample.sources);
  EXPECT_THAT(page, HasSubstr("# TYPE aurawell_connections gauge\naurawell_connections 1\n"));
  EXPECT_THAT(page, HasSubstr("aurawell_build_info{version=\"1.2.3\"} 1\n"));
  EXPECT_THAT(page,
              HasSubstr("aurawell_provider_breaker{provider=\"deepseek\",state=\"open\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("aurawell_read_to_frame_seconds_bucket{le=\"+Inf\"} 0\n"));
}

TEST(metrics_page, names_each_family_once_in_order) {
  const auto all = sample_sources{}.collect();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end(),
                               [](const auto& a, const auto& b) { return a.name == b.name; }),
            all.end());
}

}  // namespace
}  // namespace aurawell::net
