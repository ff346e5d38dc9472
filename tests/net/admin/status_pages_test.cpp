#include "net/admin/status_pages.hpp"

#include <gtest/gtest.h>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

TEST(status_pages, show_pools_to_people) {
  EXPECT_EQ(
      pools_text(sample_status{}.pools()),
      "POOL         IDLE  PREPARING  STREAMING  WAITING  USERS  EXPECTED WAIT  ADMITTED  "
      "REFUSED  PROVIDERS\n"
      "health_chat  5/8   3          20/256     7/1000   6      1.5 s          90        4    "
      "    deepseek, offline\n");
}

TEST(status_pages, show_providers_to_people) {
  EXPECT_EQ(providers_text(sample_status{}.providers()),
            "PROVIDER  BREAKER  PROBE IN  RECENT FAILURES  STREAMING  ATTEMPTS  FAILURES  "
            "LEARNED                                                 LAST FAILURE\n"
            "deepseek  open     2.5 s     30/40            11         600       70        "
            "m: without thinking, user_id; history up to 4096 bytes  it did not answer\n");
}

TEST(status_pages, show_what_a_server_does_about_thoughts) {
  auto providers = sample_status{}.providers();
  providers[0].unopened_thoughts = false;
  EXPECT_NE(providers_json(providers).find(R"("unopened_thoughts":false)"), std::string::npos);
  EXPECT_EQ(providers_text(providers).find("unopened"), std::string::npos);
  providers[0].unopened_thoughts = true;
  EXPECT_NE(providers_json(providers).find(R"("unopened_thoughts":true)"), std::string::npos);
  EXPECT_NE(providers_text(providers).find("unopened thoughts | m: without"), std::string::npos);
  providers[0].lessons.clear();
  EXPECT_NE(providers_text(providers).find("unopened thoughts  "), std::string::npos);
}

TEST(status_pages, write_times_as_people_read_them) {
  auto pools = sample_status{}.pools();
  const auto with_wait = [&](std::chrono::milliseconds wait) {
    pools[0].expected_wait = wait;
    return pools_text(pools);
  };
  EXPECT_NE(with_wait(0ms).find(" -  "), std::string::npos);
  EXPECT_NE(with_wait(250ms).find("250 ms"), std::string::npos);
  EXPECT_NE(with_wait(75s).find("75.0 s"), std::string::npos);
}

TEST(status_pages, tell_programs_the_same) {
  EXPECT_EQ(pools_json(sample_status{}.pools()),
            R"({"pools":[{"name":"health_chat","workers":8,"idle_workers":5,"preparing":3,)"
            R"("streaming":20,"max_streams":256,"waiting":7,"queue":1000,"users":6,"admitted":90,)"
            R"("refused":4,"expected_wait_ms":1500,"providers":["deepseek","offline"]}]})"
            "\n");
  EXPECT_EQ(providers_json(sample_status{}.providers()),
            R"({"providers":[{"name":"deepseek","breaker":"open","probe_in_ms":2500,)"
            R"("recent_attempts":40,"recent_failures":30,"streaming":11,"attempts":600,)"
            R"("failures":70,"last_failure":"it did not answer","learned":[{"model":"m",)"
            R"("refused":["thinking","user_id"],"history_bytes":4096}],"unopened_thoughts":null}]})"
            "\n");
}

TEST(status_pages, are_there_when_nothing_is) {
  EXPECT_EQ(pools_json({}), "{\"pools\":[]}\n");
  EXPECT_EQ(pools_text({}).find("POOL"), 0U);
}

}  // namespace
}  // namespace aurawell::net
