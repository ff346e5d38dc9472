#include "config/reload_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::config {
namespace {

using ::testing::HasSubstr;

class reload_desk_test : public ::testing::Test {
 protected:
  void ask() {
    desk.ask([this](const net::control_outcome& outcome) { outcomes.push_back(outcome); });
  }

  int woken = 0;
  std::vector<net::control_outcome> outcomes;
  reload_desk desk{[this] { ++woken; }};
};

TEST_F(reload_desk_test, keeps_requests_until_one_reload_answers_them_all) {
  ask();
  ask();
  EXPECT_EQ(woken, 2);
  EXPECT_TRUE(outcomes.empty());
  for (const auto& then : desk.take()) {
    then({200, "{}"});
  }
  EXPECT_EQ(outcomes.size(), 2U);
  EXPECT_TRUE(desk.take().empty());
}

TEST_F(reload_desk_test, refuses_when_too_many_wait) {
  for (std::size_t i = 0; i < reload_desk::most_waiting; ++i) {
    ask();
  }
  EXPECT_TRUE(outcomes.empty());
  ask();
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(outcomes.front().status, 503U);
  EXPECT_THAT(outcomes.front().json, HasSubstr("too many reloads wait"));
}

TEST_F(reload_desk_test, refuses_all_when_the_service_stops) {
  ask();
  desk.close();
  ask();
  ASSERT_EQ(outcomes.size(), 2U);
  for (const auto& outcome : outcomes) {
    EXPECT_EQ(outcome.status, 503U);
    EXPECT_EQ(outcome.json, "{\"adopted\":false,\"refused\":\"the service is stopping\"}\n");
  }
  EXPECT_EQ(woken, 1);
}

}  // namespace
}  // namespace aurawell::config
