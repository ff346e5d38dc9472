#include "config/loading/suggestion.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::config {
namespace {

const std::vector<std::string> known_keys{"server.host", "server.port", "storage.url",
                                          "session.max_inflight"};

TEST(suggestion, finds_a_slip_of_the_fingers) {
  EXPECT_EQ(did_you_mean("server.prot", known_keys), "; did you mean \"server.port\"?");
  EXPECT_EQ(did_you_mean("serve.host", known_keys), "; did you mean \"server.host\"?");
  EXPECT_EQ(did_you_mean("session.max_in_flight", known_keys),
            "; did you mean \"session.max_inflight\"?");
}

TEST(suggestion, finds_the_right_name_in_a_wrong_place) {
  EXPECT_EQ(did_you_mean("port", known_keys), "; did you mean \"server.port\"?");
  EXPECT_EQ(did_you_mean("database.url", known_keys), "; did you mean \"storage.url\"?");
}

TEST(suggestion, says_nothing_when_nothing_is_near) {
  EXPECT_EQ(did_you_mean("server.colour", known_keys), "");
  EXPECT_EQ(did_you_mean("", known_keys), "");
  EXPECT_EQ(did_you_mean(std::string(100'000, 'x'), known_keys), "");
  EXPECT_EQ(did_you_mean("server.port", {}), "");
}

}  // namespace
}  // namespace aurawell::config
