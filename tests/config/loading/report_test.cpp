#include "config/loading/report.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/config/loading.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string effective(const loading& all) {
  std::ostringstream out;
  print_effective(out, all.result());
  return out.str();
}

TEST(report, counts_and_lists_problems) {
  std::ostringstream one;
  print_problems(one, {{"a.toml:1:2", "x: unknown key"}});
  EXPECT_EQ(one.str(),
            "aurawell: nothing was started, the settings have 1 problem:\n"
            "  a.toml:1:2: x: unknown key\n");
  std::ostringstream two;
  print_problems(two, {{"a", "b"}, {"c", "d"}});
  EXPECT_EQ(two.str(),
            "aurawell: nothing was started, the settings have 2 problems:\n  a: b\n  c: d\n");
}

TEST(report, aligns_values_and_names_origins) {
  const loading all{"[actors]\nthreads = 2\n[log]\nlevel = \"warn\"", {}, {"log.format=json"}};
  const auto text = effective(all);
  EXPECT_THAT(text, HasSubstr("[server]\nhost                        = \"127.0.0.1\"\nport"));
  EXPECT_THAT(text,
              HasSubstr("/aurawell.toml:4:1\nformat          = \"json\"  # --set log.format\n"));
  EXPECT_THAT(text, HasSubstr("[actors]\nthreads = 2  # "));
}

TEST(report, never_shows_a_secret) {
  const loading all{"", {{"DEEPSEEK_API_KEY", "sk-secret"}}};
  const auto text = effective(all);
  EXPECT_THAT(text, Not(HasSubstr("sk-secret")));
  EXPECT_THAT(text, HasSubstr("# api_key = \"********\"  # environment DEEPSEEK_API_KEY"));
  EXPECT_THAT(effective(loading{}), Not(HasSubstr("api_key =")));
}

TEST(report, leaves_out_what_a_provider_does_not_look_at) {
  const auto text = effective(loading{});
  const auto offline = text.substr(text.find("[providers.offline]"));
  EXPECT_THAT(offline, Not(HasSubstr("base_url")));
  EXPECT_THAT(offline, HasSubstr("tokens_per_second"));
}

TEST(report, what_is_printed_loads_again) {
  const environment variables{{"DEEPSEEK_API_KEY", "k"}};
  const loading first{"[providers.mine]\nbase_url = \"http://127.0.0.1:1\"\nmodel = \"\\\"m\\\\\"",
                      variables,
                      {"server.max_body_bytes=70001", "server.drain_timeout=1500ms",
                       "pools.health_chat.temperature=0.1", "server.allowed_origins=*"}};
  ASSERT_THAT(first.problems(), IsEmpty());
  const loading second{effective(first), variables};
  ASSERT_THAT(second.problems(), IsEmpty());

  auto without_origins = first.result();
  auto again_without_origins = second.result();
  without_origins.origins.clear();
  again_without_origins.origins.clear();
  std::ostringstream before;
  std::ostringstream after;
  print_effective(before, without_origins);
  print_effective(after, again_without_origins);
  EXPECT_EQ(before.str(), after.str());
  EXPECT_THAT(after.str(), HasSubstr("\"\\\"m\\\\\""));
}

}  // namespace
}  // namespace aurawell::config
