#include "config/loading/config_json.hpp"

#include <gmock/gmock.h>

#include "tests/config/loading.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(config_json, names_the_origin_of_every_value) {
  const loading loaded{"server.port = 7000\n",
                       {{"AURAWELL_SESSION__MAX_INFLIGHT", "7"}},
                       {"pools.health_chat.workers=9"}};
  const auto json = config_json(loaded.result(), {});
  EXPECT_THAT(json, HasSubstr(R"({"key":"server.host","value":"\"127.0.0.1\"",)"
                              R"("origin":"default","takes_effect":"after_restart",)"
                              R"("waiting":null})"));
  EXPECT_THAT(json, HasSubstr(R"("key":"server.port","value":"7000","origin":")"));
  EXPECT_THAT(json, HasSubstr(R"(aurawell.toml:1:8")"));
  EXPECT_THAT(json, HasSubstr(R"({"key":"session.max_inflight","value":"7",)"
                              R"("origin":"environment AURAWELL_SESSION__MAX_INFLIGHT",)"
                              R"("takes_effect":"new_sessions","waiting":null})"));
  EXPECT_THAT(json, HasSubstr(R"({"key":"pools.health_chat.workers","value":"9",)"
                              R"("origin":"--set pools.health_chat.workers",)"
                              R"("takes_effect":"at_once","waiting":null})"));
}

TEST(config_json, shows_no_secret_but_where_it_comes_from) {
  const loading loaded{"", {{"DEEPSEEK_API_KEY", "sk-never-shown"}}};
  const auto json = config_json(loaded.result(), {});
  EXPECT_THAT(json, Not(HasSubstr("sk-never-shown")));
  EXPECT_THAT(json, HasSubstr(R"({"key":"providers.deepseek.api_key","value":null,)"
                              R"("origin":"environment DEEPSEEK_API_KEY",)"));
  EXPECT_THAT(config_json(loading{}.result(), {}), Not(HasSubstr("api_key\"")));
}

TEST(config_json, names_values_that_wait_for_a_restart) {
  const auto json = config_json(loading{}.result(),
                                {{"server.port", "8000", "9000", takes_effect::after_restart},
                                 {"log.level", "\"info\"", "\"debug\"", takes_effect::at_once}});
  EXPECT_THAT(json, HasSubstr(R"({"key":"server.port","value":"8000","origin":"default",)"
                              R"("takes_effect":"after_restart","waiting":"9000"})"));
  EXPECT_THAT(json, Not(HasSubstr(R"("waiting":"\"debug\"")")));
}

}  // namespace
}  // namespace aurawell::config
