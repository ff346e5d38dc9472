#include "tests/loadtest/report.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

namespace aurawell::loadtest {
namespace {

using namespace std::chrono_literals;

load_report sample() {
  load_report report;
  report.duration = 2s;
  report.results.connections = 10;
  report.results.answers_done = 20;
  report.results.tokens = 4000;
  report.results.token_latency.add(150us);
  report.results.stream_p99.add(3ms);
  report.model_cpu = 500ms;
  report.processors_busy = {0.5, 0.25};
  report.server = server_usage{77, 1s, 1000, 11000, 800, 10800};
  return report;
}

TEST(report, json_holds_the_figures) {
  rapidjson::Document json;
  json.Parse(report_json(sample(), {}).c_str());
  ASSERT_FALSE(json.HasParseError());
  EXPECT_TRUE(json["success"].GetBool());
  EXPECT_EQ(json["answers_done"].GetUint64(), 20U);
  EXPECT_EQ(json["tokens_per_second"].GetDouble(), 2000);
  EXPECT_EQ(json["token_latency"]["p50_us"].GetDouble(), 150);
  EXPECT_EQ(json["stream_p99"]["max_us"].GetDouble(), 3000);
  EXPECT_EQ(json["server"]["bytes_per_connection"].GetUint64(), 1000U);
  EXPECT_EQ(json["server"]["proportional_bytes_before"].GetUint64(), 800U);
  EXPECT_EQ(json["server"]["proportional_bytes_after"].GetUint64(), 10800U);
  EXPECT_EQ(json["model_cpu_seconds"].GetDouble(), 0.5);
  EXPECT_EQ(json["processors_busy"][1].GetDouble(), 0.25);
}

TEST(report, json_names_what_went_wrong) {
  auto report = sample();
  report.server.reset();
  report.results.broken.lost_tokens = 3;
  report.results.add_failure("AI_1401", 2);
  rapidjson::Document json;
  json.Parse(report_json(report, {}).c_str());
  EXPECT_FALSE(json["success"].GetBool());
  EXPECT_TRUE(json["server"].IsNull());
  EXPECT_EQ(json["violations"]["lost_tokens"].GetUint64(), 3U);
  EXPECT_EQ(json["failures"]["AI_1401"].GetUint64(), 2U);
}

TEST(report, tells_of_slow_readers_apart) {
  auto report = sample();
  load_options options;
  EXPECT_EQ(report_table(report, options).find("slow readers"), std::string::npos);
  options.slow_readers = 7;
  report.results.slow.closed_as_slow = 5;
  EXPECT_NE(report_table(report, options).find("5 closed as too slow"), std::string::npos);
  EXPECT_TRUE(report.success()) << "what becomes of them is no fault";
  rapidjson::Document json;
  json.Parse(report_json(report, options).c_str());
  EXPECT_EQ(json["slow_readers"]["wanted"].GetUint64(), 7U);
  EXPECT_EQ(json["slow_readers"]["closed_as_slow"].GetUint64(), 5U);
}

TEST(report, table_ends_with_a_verdict) {
  auto report = sample();
  EXPECT_TRUE(report_table(report, {}).ends_with("complete and in order\n"));
  report.results.broken.lost_tokens = 1;
  EXPECT_TRUE(report_table(report, {}).ends_with("NOT complete\n"));
  report.interrupted = true;
  EXPECT_TRUE(report_table(report, {}).ends_with("interrupted\n"));
}

TEST(report, table_shows_times_with_their_unit) {
  const auto text = report_table(sample(), {});
  EXPECT_NE(text.find("token latency"), std::string::npos);
  EXPECT_NE(text.find("p99 of a stream"), std::string::npos);
  EXPECT_NE(text.find("150 µs"), std::string::npos);
  EXPECT_EQ(text.find("first token"), std::string::npos) << "there were none";
}

}  // namespace
}  // namespace aurawell::loadtest
