#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include <string>
#include <tuple>

#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TYPED_TEST(account_store_contract, revoked_logins_are_forgotten_when_they_do_not_matter) {
  ASSERT_TRUE(this->store().revoke_login({"l1", {"u1"}, at(10)}));
  ASSERT_TRUE(this->store().revoke_login({"l1", {"u1"}, at(5)}));
  ASSERT_TRUE(this->store().revoke_login({"l2", {"u1"}, at(20)}));
  EXPECT_THAT(*this->store().load_revoked(at(9)), SizeIs(2));
  const auto later = *this->store().load_revoked(at(10));
  ASSERT_THAT(later, SizeIs(1));
  EXPECT_EQ(later[0].login, "l2");
  EXPECT_EQ(later[0].user.value, "u1");
  EXPECT_EQ(later[0].until, at(20));
  EXPECT_THAT(*this->store().load_revoked(at(0)), SizeIs(1));
}

TYPED_TEST(account_store_contract, all_logins_of_a_user_are_revoked_by_when_they_began) {
  const std::string every{revoked_login::every_login};
  ASSERT_TRUE(this->store().revoke_login({every, {"u1"}, at(20), at(5), "l1"}));
  ASSERT_TRUE(this->store().revoke_login({every, {"u1"}, at(30), at(7), "l2"}));
  ASSERT_TRUE(this->store().revoke_login({every, {"u1"}, at(10), at(6), "l3"}));
  auto kept = *this->store().load_revoked(at(1));
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].until, at(30));
  EXPECT_EQ(kept[0].began_before, at(7));
  EXPECT_EQ(kept[0].spared, "l2");
  ASSERT_TRUE(this->store().revoke_login({every, {"u1"}, at(10)}));
  ASSERT_TRUE(this->store().revoke_login({every, {"u1"}, at(10), at(8), "l4"}));
  kept = *this->store().load_revoked(at(1));
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_FALSE(kept[0].began_before) << "all stays all";
}

TYPED_TEST(account_store_contract, logins_are_listed_by_their_last_use) {
  ASSERT_TRUE(this->store().save_login({"l1", {"u1"}, at(1), at(1), "curl", "203.0.113.0/24"}));
  ASSERT_TRUE(this->store().save_login({"l2", {"u1"}, at(2), at(2), "", ""}));
  ASSERT_TRUE(this->store().save_login({"l1", {"u2"}, at(3), at(3), "", ""}));
  ASSERT_TRUE(this->store().save_login({"l1", {"u1"}, at(9), at(4), "Firefox, Linux", ""}));
  const auto all = *this->store().logins_of({"u1"});
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].login, "l1");
  EXPECT_EQ(all[0].user.value, "u1");
  EXPECT_EQ(all[0].created_at, at(1));
  EXPECT_EQ(all[0].used_at, at(4));
  EXPECT_EQ(all[0].client, "Firefox, Linux");
  EXPECT_EQ(all[0].network, "");
  EXPECT_EQ(all[1].login, "l2");
}

TYPED_TEST(account_store_contract, logins_are_removed_one_by_one_or_all_but_one) {
  for (const auto* login : {"l1", "l2", "l3"}) {
    ASSERT_TRUE(this->store().save_login({login, {"u1"}, at(1), at(1), "", ""}));
  }
  EXPECT_FALSE(*this->store().remove_login({"u2"}, "l1"));
  EXPECT_TRUE(*this->store().remove_login({"u1"}, "l1"));
  EXPECT_FALSE(*this->store().remove_login({"u1"}, "l1"));
  ASSERT_TRUE(this->store().remove_logins({"u1"}, "l2"));
  ASSERT_THAT(*this->store().logins_of({"u1"}), SizeIs(1));
  EXPECT_EQ(this->store().logins_of({"u1"})->front().login, "l2");
  ASSERT_TRUE(this->store().remove_logins({"u1"}, ""));
  EXPECT_THAT(*this->store().logins_of({"u1"}), IsEmpty());
}

TYPED_TEST(account_store_contract, a_login_that_has_ended_is_not_listed_by_a_late_write) {
  const std::string every{revoked_login::every_login};
  ASSERT_TRUE(this->store().revoke_login({"l1", {"u1"}, at(20)}));
  ASSERT_TRUE(this->store().revoke_login({every, {"u2"}, at(20), at(5), "l2"}));
  ASSERT_TRUE(this->store().revoke_login({every, {"u3"}, at(20)}));
  for (const auto& [login, user, began, is_kept] :
       {std::tuple{"l1", "u1", 1, false}, std::tuple{"l2", "u1", 1, true},
        std::tuple{"l1", "u2", 4, false}, std::tuple{"l2", "u2", 4, true},
        std::tuple{"l3", "u2", 5, true}, std::tuple{"l1", "u3", 9, false}}) {
    ASSERT_TRUE(this->store().save_login({login, {user}, at(began), at(10), "", ""}));
    EXPECT_EQ(*this->store().remove_login({user}, login), is_kept) << login << " of " << user;
  }
}

TYPED_TEST(account_store_contract, reset_codes_count_until_they_expire) {
  ASSERT_TRUE(this->store().add_reset_code({{"u1"}, "h1", at(5)}, at(0)));
  ASSERT_TRUE(this->store().add_reset_code({{"u1"}, "h2", at(9)}, at(0)));
  ASSERT_TRUE(this->store().add_reset_code({{"u2"}, "h1", at(9)}, at(0)));
  EXPECT_THAT(*this->store().reset_codes_of({"u1"}, at(4)), SizeIs(2));
  const auto left = *this->store().reset_codes_of({"u1"}, at(5));
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].user.value, "u1");
  EXPECT_EQ(left[0].hash, "h2");
  EXPECT_EQ(left[0].expires_at, at(9));
  ASSERT_TRUE(this->store().add_reset_code({{"u1"}, "h3", at(20)}, at(10)));
  EXPECT_THAT(*this->store().reset_codes_of({"u1"}, at(0)), SizeIs(1)) << "expired ones are gone";
  ASSERT_TRUE(this->store().remove_reset_codes({"u1"}));
  EXPECT_THAT(*this->store().reset_codes_of({"u1"}, at(0)), IsEmpty());
  EXPECT_THAT(*this->store().reset_codes_of({"u2"}, at(0)), SizeIs(1));
}

}  // namespace
}  // namespace aurawell
