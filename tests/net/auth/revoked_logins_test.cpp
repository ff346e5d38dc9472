#include "net/auth/revoked_logins.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

const user_id ann{"ann"};
const user_id bob{"bob"};
const wall_time noon{std::chrono::seconds{1'800'000'000}};

TEST(revoked_logins, hold_what_was_added) {
  revoked_logins revoked;
  EXPECT_FALSE(revoked.contains(ann, "l-1"));
  revoked.add({"l-1", ann, noon + 1h}, noon);
  EXPECT_TRUE(revoked.contains(ann, "l-1"));
  EXPECT_FALSE(revoked.contains(ann, "l-2"));
}

TEST(revoked_logins, are_each_of_one_user) {
  revoked_logins revoked;
  revoked.add({"l-1", ann, noon + 1h}, noon);
  EXPECT_FALSE(revoked.contains(bob, "l-1"));
}

TEST(revoked_logins, can_be_all_of_a_user) {
  revoked_logins revoked;
  revoked.add({std::string{revoked_logins::every_login}, ann, noon + 1h}, noon);
  EXPECT_TRUE(revoked.contains(ann, "l-1"));
  EXPECT_FALSE(revoked.contains(bob, "l-1"));
}

TEST(revoked_logins, are_forgotten_only_when_they_do_not_matter) {
  revoked_logins revoked;
  revoked.add({"lasts", ann, noon + 1h}, noon);
  revoked.add({"lasts", ann, noon - 1h}, noon);
  for (int i = 0; i < 10'000; ++i) {
    revoked.add({"old-" + std::to_string(i), ann, noon}, noon);
  }
  EXPECT_LT(revoked.size(), 1'100U);
  EXPECT_TRUE(revoked.contains(ann, "lasts"));
}

}  // namespace
}  // namespace aurawell::net
