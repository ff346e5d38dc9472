// docs/metrics.md describes the same metrics as the program.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

std::string type_of(const prometheus::MetricFamily& family) {
  switch (family.type) {
    case prometheus::MetricType::Counter: return "counter";
    case prometheus::MetricType::Gauge: return "gauge";
    case prometheus::MetricType::Histogram: return "histogram";
    default: return "?";
  }
}

std::string labels_of(const prometheus::MetricFamily& family) {
  std::set<std::string> names;
  for (const auto& metric : family.metric) {
    for (const auto& label : metric.label) {
      names.insert(label.name);
    }
  }
  std::string list;
  for (const auto& name : names) {
    list += (list.empty() ? "`" : ", `") + name + "`";
  }
  return list;
}

/// The lines of the page's tables that describe a metric.
std::set<std::string> published_rows() {
  std::ifstream file{AURAWELL_SOURCE_DIR "/docs/metrics.md"};
  std::set<std::string> rows;
  for (std::string line; std::getline(file, line);) {
    for (const auto* start : {"| `aurawell_", "| `gen_ai_", "| `process_", "| `websocket_"}) {
      if (line.starts_with(start)) {
        rows.insert(line);
      }
    }
  }
  return rows;
}

TEST(docs, describe_every_metric_as_the_program_does) {
  std::set<std::string> expected;
  for (const auto& family : sample_sources{}.collect()) {
    const auto labels = labels_of(family);
    expected.insert("| `" + family.name + "` | " + type_of(family) + " | " +
                    (labels.empty() ? "" : labels + " ") + "| " + family.help + " |");
  }
  const auto published = published_rows();
  for (const auto& row : expected) {
    EXPECT_TRUE(published.contains(row)) << "missing in docs/metrics.md:\n" << row;
  }
  for (const auto& row : published) {
    EXPECT_TRUE(expected.contains(row)) << "wrong in docs/metrics.md:\n" << row;
  }
}

}  // namespace
}  // namespace aurawell::net
