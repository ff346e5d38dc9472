#include "config/loading/reload_report.hpp"

#include <gtest/gtest.h>

namespace aurawell::config {
namespace {

TEST(reload_report, counts_and_lists_what_changed) {
  const reload_report report{
      {},
      {{"server.port", "8000", "9000", takes_effect::after_restart},
       {"pools.health_chat.workers", "4", "64", takes_effect::at_once},
       {"providers.deepseek.api_key", "", "changed, not shown", takes_effect::at_once}},
      {"the former keys count on"},
      {"server.host"}};
  EXPECT_EQ(report_json(report),
            R"({"adopted":true,"at_once":2,"new_sessions":0,"after_restart":1,"changes":[)"
            R"({"setting":"server.port","before":"8000","after":"9000",)"
            R"("takes_effect":"after_restart"},)"
            R"({"setting":"pools.health_chat.workers","before":"4","after":"64",)"
            R"("takes_effect":"at_once"},)"
            R"({"setting":"providers.deepseek.api_key","before":null,)"
            R"("after":"changed, not shown","takes_effect":"at_once"}],"problems":[],)"
            R"("warnings":["the former keys count on"],"no_longer_set":["server.host"]})"
            "\n");
}

TEST(reload_report, lists_every_problem_of_settings_that_were_refused) {
  EXPECT_EQ(report_json({{{"a.toml:1:2", "queu: unknown key"}}, {}, {}}),
            R"({"adopted":false,"at_once":0,"new_sessions":0,"after_restart":0,"changes":[],)"
            R"("problems":[{"place":"a.toml:1:2","detail":"queu: unknown key"}],"warnings":[],)"
            R"("no_longer_set":[]})"
            "\n");
}

}  // namespace
}  // namespace aurawell::config
