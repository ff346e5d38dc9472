// The files for Prometheus and Grafana use only existing metrics.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

std::string read_file(const std::string& name) {
  std::ifstream file{AURAWELL_SOURCE_DIR "/config/deploy/prometheus/" + name};
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

/// Names of series and of labels.
std::set<std::string> known_names() {
  std::set<std::string> names;
  for (const auto& family : sample_sources{}.collect()) {
    if (family.type == prometheus::MetricType::Histogram) {
      for (const auto* ending : {"_bucket", "_sum", "_count"}) {
        names.insert(family.name + ending);
      }
    } else {
      names.insert(family.name);
    }
    for (const auto& metric : family.metric) {
      for (const auto& label : metric.label) {
        names.insert(label.name);
      }
    }
  }
  return names;
}

class deploy : public ::testing::TestWithParam<const char*> {};

TEST_P(deploy, names_only_what_can_be_scraped) {
  static const std::regex word{"\\b(aurawell|gen_ai|process|websocket)_[a-z0-9_]+"};
  const auto text = read_file(GetParam());
  const auto known = known_names();
  std::set<std::string> used;
  for (std::sregex_iterator at{text.begin(), text.end(), word}, end; at != end; ++at) {
    used.insert(at->str());
  }
  EXPECT_GT(used.size(), 10U);
  for (const auto& name : used) {
    EXPECT_TRUE(known.contains(name)) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(files, deploy, ::testing::Values("alerts.yml", "dashboard.json"),
                         [](const auto& file) {
                           const std::string name{file.param};
                           return name.substr(0, name.find('.'));
                         });

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator at{text.begin(), text.end(), pattern}, end; at != end; ++at) {
    found.insert(at->str(1));
  }
  return found;
}

TEST(alerts, have_a_test_each) {
  std::ifstream file{AURAWELL_SOURCE_DIR "/tests/net/metrics/alerts_test.yml"};
  std::ostringstream tests;
  tests << file.rdbuf();
  const auto alerts = matches(read_file("alerts.yml"), std::regex{"- alert: (\\w+)"});
  const std::regex fires{R"(alertname: (AuraWell\w+)\n *exp_alerts:\n)"};
  EXPECT_GT(alerts.size(), 20U);
  EXPECT_EQ(alerts, matches(tests.str(), fires));
}

TEST(dashboard, is_json_with_a_query_in_every_panel) {
  rapidjson::Document board;
  board.Parse(read_file("dashboard.json").c_str());
  ASSERT_FALSE(board.HasParseError());
  std::size_t graphs = 0;
  for (const auto& panel : board["panels"].GetArray()) {
    if (std::string{panel["type"].GetString()} != "row") {
      ++graphs;
      EXPECT_FALSE(panel["targets"].Empty()) << panel["title"].GetString();
    }
  }
  EXPECT_GT(graphs, 10U);
}

}  // namespace
}  // namespace aurawell::net
