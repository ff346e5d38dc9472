#include "domain/family/member_use.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_accounts.hpp"

namespace aurawell {
namespace {

class member_use : public ::testing::TestWithParam<member_role> {
 protected:
  member_use() {
    accounts.known.emplace_back(user_id{"ann"},
                                member_access{{{{"bob"}, {"mum"}}, "Mum", {}, {}}, GetParam()});
  }

  std::optional<ec> refusal(member_need need) {
    const auto found = find_member(accounts, {{"ann"}, {"mum"}, need});
    return found ? std::nullopt : std::optional{found.failure().code};
  }

  test_support::fake_accounts accounts;
};

TEST_P(member_use, follows_the_role) {
  const auto role = GetParam();
  const std::optional<ec> forbidden{ec::forbidden};
  EXPECT_EQ(refusal(member_need::view), std::nullopt);
  EXPECT_EQ(refusal(member_need::act), role == member_role::viewer ? forbidden : std::nullopt);
  EXPECT_EQ(refusal(member_need::share), role == member_role::owner ? std::nullopt : forbidden);
}

TEST_P(member_use, hides_what_is_not_shared) {
  const auto found = find_member(accounts, {{"eve"}, {"mum"}, member_need::view});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.failure().code, ec::user_not_found);
}

TEST_P(member_use, creates_unknown_members_only_where_it_may) {
  const auto made = find_member(accounts, {{"eve"}, {"mum"}, member_need::act, true});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->member.key, (member_key{{"eve"}, {"mum"}}));
  EXPECT_EQ(made->role, member_role::owner);
}

TEST_P(member_use, passes_on_that_the_store_failed) {
  accounts.fail_reads = true;
  EXPECT_EQ(refusal(member_need::view), std::optional{ec::database_failed});
}

INSTANTIATE_TEST_SUITE_P(roles, member_use,
                         ::testing::Values(member_role::owner, member_role::manager,
                                           member_role::viewer),
                         [](const auto& of) { return std::string{to_string(of.param)}; });

}  // namespace
}  // namespace aurawell
