#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TYPED_TEST(account_store_contract, a_grant_opens_one_member_to_one_account) {
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "Ada", "", at(1)}));
  this->share(member("u1", "a"), "u2", member_role::viewer);
  this->share(member("u1", "a"), "u2", member_role::manager);
  this->share(member("u3", "u3"), "u2", member_role::viewer);
  EXPECT_THAT(this->members_of("u2"),
              ElementsAre("u2/u2 as owner", "u1/a as manager", "u3/u3 as viewer"));
  EXPECT_EQ((*this->store().find_access({"u2"}, {"a"}))->member.name, "Ada");
  EXPECT_FALSE(this->store().find_access({"u3"}, {"a"})->has_value());
  EXPECT_FALSE(this->store().find_access({"u2"}, {"u1"})->has_value());

  EXPECT_TRUE(*this->store().remove_grant(member("u1", "a"), {"u2"}));
  EXPECT_FALSE(*this->store().remove_grant(member("u1", "a"), {"u2"}));
  EXPECT_FALSE(this->store().find_access({"u2"}, {"a"})->has_value());
}

TYPED_TEST(account_store_contract, a_members_own_account_comes_before_another) {
  ASSERT_TRUE(this->store().add_member({member("u1", "kid"), "theirs", "", at(1)}));
  this->share(member("u1", "kid"), "u2", member_role::viewer);
  ASSERT_TRUE(this->store().add_member({member("u2", "kid"), "own", "", at(2)}));
  EXPECT_EQ((*this->store().find_access({"u2"}, {"kid"}))->member.name, "own");
}

TYPED_TEST(account_store_contract, tells_who_may_use_a_member) {
  ASSERT_TRUE(this->store().add_account(person("u2", "ben", "ben@example.org")));
  this->share(member("u1", "a"), "u3", member_role::viewer);
  this->share(member("u1", "a"), "u2", member_role::manager);
  this->share(member("u1", "b"), "u2", member_role::manager);
  const auto grants = *this->store().grants_of(member("u1", "a"));
  ASSERT_THAT(grants, SizeIs(2));
  EXPECT_EQ(grants[0].to.value, "u2");
  EXPECT_EQ(grants[0].username, "ben");
  EXPECT_EQ(grants[0].role, member_role::manager);
  EXPECT_EQ(grants[0].since, at(0));
  EXPECT_EQ(grants[1].to.value, "u3");
  EXPECT_EQ(grants[1].username, "");
}

TYPED_TEST(account_store_contract, an_invitation_names_who_and_whom) {
  ASSERT_TRUE(this->store().add_account(person("u1", "anna", "anna@example.org")));
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "Ada", "", at(1)}));
  auto fresh = invitation("i1", member("u1", "a"), "u2");
  fresh.role = member_role::manager;
  ASSERT_TRUE(this->store().add_invitation(fresh));
  const auto found = *this->store().find_invitation("i1", at(99));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->member, member("u1", "a"));
  EXPECT_EQ(found->member_name, "Ada");
  EXPECT_EQ(found->from_username, "anna");
  EXPECT_EQ(found->to.value, "u2");
  EXPECT_EQ(found->role, member_role::manager);
  EXPECT_EQ(found->created_at, at(0));
  EXPECT_EQ(found->expires_at, at(100));
  EXPECT_THAT(*this->store().invitations_to({"u2"}, at(99)), SizeIs(1));
  EXPECT_THAT(*this->store().invitations_to({"u1"}, at(99)), IsEmpty());
  EXPECT_THAT(*this->store().invitations_for(member("u1", "a"), at(99)), SizeIs(1));
  EXPECT_THAT(*this->store().invitations_for(member("u1", "b"), at(99)), IsEmpty());
}

TYPED_TEST(account_store_contract, an_invitation_ends) {
  ASSERT_TRUE(this->store().add_invitation(invitation("i1", member("u1", "a"), "u2")));
  EXPECT_FALSE(this->store().find_invitation("i1", at(100))->has_value());
  EXPECT_THAT(*this->store().invitations_to({"u2"}, at(100)), IsEmpty());
  EXPECT_THAT(*this->store().invitations_for(member("u1", "a"), at(100)), IsEmpty());
  ASSERT_TRUE(this->store().remove_invitation("i1"));
  EXPECT_FALSE(this->store().find_invitation("i1", at(1))->has_value());
}

TYPED_TEST(account_store_contract, invitations_that_wait_are_counted_on_both_sides) {
  ASSERT_TRUE(this->store().add_invitation(invitation("i1", member("u1", "a"), "u2")));
  ASSERT_TRUE(this->store().add_invitation(invitation("i2", member("u1", "b"), "u3")));
  ASSERT_TRUE(this->store().add_invitation(invitation("i3", member("u4", "c"), "u2")));
  const auto now = *this->store().count_invitations({"u1"}, {"u2"}, at(1));
  EXPECT_EQ(now.from, 2U);
  EXPECT_EQ(now.to, 2U);
  const auto later = *this->store().count_invitations({"u1"}, {"u2"}, at(100));
  EXPECT_EQ(later.from, 0U);
  EXPECT_EQ(later.to, 0U);
}

}  // namespace
}  // namespace aurawell
