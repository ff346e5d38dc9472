#include "net/metrics/compression_metrics.hpp"

#include <gtest/gtest.h>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

TEST(compression_metrics, count_replies_and_their_bytes) {
  compression_counts counts;
  counts.compressed = 2;
  counts.without_place = 1;
  counts.bytes_before = 15'000;
  counts.bytes_after = 2'500;
  const auto value = [](const auto& all, const char* name,
                        const prometheus::ClientMetric::Label& of) {
    const auto* metric = find_metric(all, name, {of});
    return metric == nullptr ? -1 : metric->counter.value;
  };
  const auto all = compression_families(&counts);
  EXPECT_EQ(value(all, "aurawell_http_compressions_total", {"result", "compressed"}), 2);
  EXPECT_EQ(value(all, "aurawell_http_compressions_total", {"result", "no_place"}), 1);
  EXPECT_EQ(value(all, "aurawell_http_compressed_bytes_total", {"side", "before"}), 15'000);
  EXPECT_EQ(value(all, "aurawell_http_compressed_bytes_total", {"side", "after"}), 2'500);
  const auto none = compression_families(nullptr);
  EXPECT_EQ(value(none, "aurawell_http_compressions_total", {"result", "compressed"}), 0);
}

}  // namespace
}  // namespace aurawell::net
