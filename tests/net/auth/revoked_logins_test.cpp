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

revoked_login all_before(wall_time before, std::string spared = {}) {
  return {std::string{revoked_login::every_login}, ann, noon + 1h, before, std::move(spared)};
}

TEST(revoked_logins, can_be_those_that_began_before_some_time) {
  revoked_logins revoked;
  revoked.add(all_before(noon, "l-1"), noon);
  EXPECT_TRUE(revoked.contains(ann, "l-2", noon - 1s));
  EXPECT_FALSE(revoked.contains(ann, "l-2", noon));
  EXPECT_TRUE(revoked.contains(ann, "l-2")) << "nobody knows when it began";
  EXPECT_FALSE(revoked.contains(ann, "l-1", noon - 1s)) << "it is spared";
  EXPECT_FALSE(revoked.contains(bob, "l-2", noon - 1s));
  EXPECT_EQ(revoked.earliest_begin(ann), noon);
  EXPECT_FALSE(revoked.earliest_begin(bob));
}

TEST(revoked_logins, follow_the_later_time_whatever_came_first) {
  for (const bool is_later_first : {true, false}) {
    revoked_logins revoked;
    const auto later = all_before(noon + 10s, "l-2");
    const auto earlier = all_before(noon, "l-1");
    revoked.add(is_later_first ? later : earlier, noon);
    revoked.add(is_later_first ? earlier : later, noon);
    EXPECT_TRUE(revoked.contains(ann, "l-1", noon - 1s));
    EXPECT_TRUE(revoked.contains(ann, "l-3", noon + 5s));
    EXPECT_FALSE(revoked.contains(ann, "l-2", noon + 5s));
  }
}

TEST(revoked_logins, stay_all_when_they_were) {
  revoked_logins revoked;
  revoked.add({std::string{revoked_login::every_login}, ann, noon + 1h}, noon);
  revoked.add(all_before(noon, "l-1"), noon);
  EXPECT_TRUE(revoked.contains(ann, "l-1", noon + 1h));
}

TEST(revoked_logins, keep_what_ended_before_when_an_end_is_undone) {
  revoked_logins revoked;
  const revoked_login all{std::string{revoked_login::every_login}, ann, noon + 1h};
  revoked.add(all_before(noon, "l-1"), noon);
  revoked.add(all, noon);
  EXPECT_TRUE(revoked.contains(ann, "l-1", noon + 1s));
  revoked.remove(all);
  EXPECT_FALSE(revoked.contains(ann, "l-1", noon + 1s));
  EXPECT_TRUE(revoked.contains(ann, "l-2", noon - 1s)) << "it had ended before";
}

TEST(revoked_logins, stay_when_only_one_of_those_who_ended_them_takes_it_back) {
  revoked_logins revoked;
  const revoked_login all{std::string{revoked_logins::every_login}, ann, noon + 1h};
  revoked.add(all, noon);
  revoked.add(all, noon);
  revoked.remove(all);
  EXPECT_TRUE(revoked.contains(ann, "l-1", noon));
  revoked.remove(all);
  EXPECT_FALSE(revoked.contains(ann, "l-1", noon));
}

}  // namespace
}  // namespace aurawell::net
