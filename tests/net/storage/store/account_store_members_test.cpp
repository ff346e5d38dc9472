#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using test_support::key_of;
using test_support::question;
using testing::ElementsAre;

TYPED_TEST(account_store_contract, the_holder_is_a_member_without_being_added) {
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner"));
  const auto holder = *this->store().find_access({"u1"}, {"u1"});
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->role, member_role::owner);
  EXPECT_FALSE(this->store().find_access({"u1"}, {"u2"})->has_value());
}

TYPED_TEST(account_store_contract, members_come_in_the_order_of_their_adding) {
  ASSERT_TRUE(this->store().add_member({member("u1", "z"), "Zoe", "daughter", at(5)}));
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "阿明", "儿子", at(1)}));
  ASSERT_TRUE(this->store().add_member({member("u2", "a"), "other", "", at(1)}));
  EXPECT_THAT(this->members_of("u1"),
              ElementsAre("u1/u1 as owner", "u1/z as owner", "u1/a as owner"));
  const auto zoe = (*this->store().find_access({"u1"}, {"z"}))->member;
  EXPECT_EQ(zoe.name, "Zoe");
  EXPECT_EQ(zoe.relation, "daughter");
  EXPECT_EQ(zoe.created_at, at(5));
}

TYPED_TEST(account_store_contract, a_member_added_again_keeps_its_name) {
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "first", "", at(1)}));
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "second", "", at(1)}));
  EXPECT_EQ((*this->store().find_access({"u1"}, {"a"}))->member.name, "first");
}

TYPED_TEST(account_store_contract, members_and_holders_can_be_renamed) {
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "first", "", at(1)}));
  ASSERT_TRUE(this->store().rename_member({member("u1", "a"), "second", "mother", at(9)}));
  const auto renamed = (*this->store().find_access({"u1"}, {"a"}))->member;
  EXPECT_EQ(renamed.name, "second");
  EXPECT_EQ(renamed.relation, "mother");
  EXPECT_EQ(renamed.created_at, at(1));
  for (const char* name : {"Anna", "Anne"}) {
    ASSERT_TRUE(this->store().rename_member({member("u1", "u1"), name, "", at(2)}));
    EXPECT_EQ((*this->store().find_access({"u1"}, {"u1"}))->member.name, name);
  }
  EXPECT_EQ(this->store().rename_member({member("u1", "b"), "x", "", at(1)}).failure().code,
            ec::user_not_found);
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/a as owner"));
}

TYPED_TEST(account_store_contract, a_question_makes_a_member_when_it_may) {
  auto asked = question("r1", "asked", key_of("u1", "kid", "c1"));
  ASSERT_TRUE(this->conversations().save_question(asked));
  EXPECT_FALSE(this->store().find_access({"u1"}, {"kid"})->has_value());
  asked.makes_member = true;
  asked.request = {"r2"};
  ASSERT_TRUE(this->conversations().save_question(asked));
  const auto kid = *this->store().find_access({"u1"}, {"kid"});
  ASSERT_TRUE(kid);
  EXPECT_EQ(kid->member.created_at, asked.asked_at);
  asked.key = key_of("u1", "u1", "c2");
  asked.request = {"r3"};
  ASSERT_TRUE(this->conversations().save_question(asked));
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/kid as owner"));
}

}  // namespace
}  // namespace aurawell
