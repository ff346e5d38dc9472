#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include <string>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TYPED_TEST(account_store_contract, a_member_goes_with_everything) {
  for (const char* id : {"a", "b"}) {
    const auto owned = member("u1", id);
    ASSERT_TRUE(this->store().add_member({owned, "name", "", at(1)}));
    ASSERT_TRUE(this->store().save_profile(owned, aged(5), at(1)));
    ASSERT_TRUE(this->store().add_samples(owned, {{sample_kind::steps, 1, at(1), "watch"}}));
    ASSERT_TRUE(this->store().add_invitation(invitation(std::string{"i"} + id, owned, "u3")));
    this->share(owned, "u2", member_role::viewer);
    this->ask(std::string{"r"} + id, key_of("u1", id, "c1"), "");
  }
  ASSERT_TRUE(this->store().remove_member(member("u1", "a")));
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/b as owner"));
  EXPECT_THAT(this->members_of("u2"), ElementsAre("u2/u2 as owner", "u1/b as viewer"));
  for (const bool left : {false, true}) {
    const auto owned = member("u1", left ? "b" : "a");
    const auto key = key_of("u1", owned.member.value, "c1");
    EXPECT_EQ(this->store().load_profile(owned)->updated_at.has_value(), left);
    EXPECT_EQ(this->store().list_samples({owned})->samples.empty(), !left);
    EXPECT_EQ(this->store().grants_of(owned)->empty(), !left);
    EXPECT_EQ(this->store().invitations_for(owned, at(1))->empty(), !left);
    EXPECT_EQ(this->conversations().load_past({key})->exchanges.empty(), !left);
  }
}

TYPED_TEST(account_store_contract, an_erased_account_leaves_nothing_of_its_own) {
  const auto own = member("u1", "a");
  ASSERT_TRUE(this->store().add_account(person("u1", "anna", "anna@example.org")));
  ASSERT_TRUE(this->store().add_member({own, "name", "", at(1)}));
  ASSERT_TRUE(this->store().save_profile(own, aged(5), at(1)));
  ASSERT_TRUE(this->store().save_profile(member("u1", "u1"), aged(40), at(1)));
  ASSERT_TRUE(this->store().add_samples(own, {{sample_kind::steps, 1, at(1), "watch"}}));
  ASSERT_TRUE(this->store().add_invitation(invitation("from", own, "u2")));
  ASSERT_TRUE(this->store().add_invitation(invitation("to", member("u2", "b"), "u1")));
  this->share(own, "u2", member_role::viewer);
  this->share(member("u2", "b"), "u1", member_role::manager);
  this->ask("r1", key_of("u1", "a", "c1"), "");
  this->ask("r2", key_of("u1", "a", "c1"), "u2");
  ASSERT_TRUE(this->store().revoke_login({"l1", {"u1"}, at(10)}));
  ASSERT_TRUE(this->store().save_login({"l2", {"u1"}, at(1), at(1), "", ""}));
  ASSERT_TRUE(this->store().add_reset_code({{"u1"}, "h1", at(9)}, at(0)));

  ASSERT_TRUE(this->store().erase_account({"u1"}, at(100)));

  EXPECT_THAT(*this->store().logins_of({"u1"}), IsEmpty());
  EXPECT_THAT(*this->store().reset_codes_of({"u1"}, at(0)), IsEmpty());

  EXPECT_FALSE(this->store().find_account({"u1"})->has_value());
  EXPECT_FALSE(this->store().find_login("anna@example.org")->has_value());
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner"));
  EXPECT_THAT(this->members_of("u2"), ElementsAre("u2/u2 as owner"));
  EXPECT_FALSE(this->store().load_profile(own)->updated_at);
  EXPECT_FALSE(this->store().load_profile(member("u1", "u1"))->updated_at);
  EXPECT_THAT(this->store().list_samples({own})->samples, IsEmpty());
  EXPECT_FALSE(this->store().find_invitation("from", at(1))->has_value());
  EXPECT_FALSE(this->store().find_invitation("to", at(1))->has_value());
  EXPECT_THAT(this->conversations().load_past({key_of("u1", "a", "c1")})->exchanges, IsEmpty());
  EXPECT_THAT(this->store().list_audit({{"u1"}, {}, 10})->entries, IsEmpty());
  EXPECT_THAT(*this->store().load_revoked(at(1)), SizeIs(1));
  EXPECT_TRUE(this->store().add_account(person("u9", "anna", "anna@example.org")));
}

TYPED_TEST(account_store_contract, what_an_erased_account_asked_for_others_forgets_who_asked) {
  const auto key = key_of("u2", "b", "c1");
  this->ask("r1", key, "u1");
  this->ask("r2", key, "u1");
  ASSERT_TRUE(this->store().erase_account({"u1"}, at(100)));
  EXPECT_THAT(this->conversations().load_past({key})->exchanges, SizeIs(2));
  const auto audit = this->store().list_audit({{"u2"}, {}, 10})->entries;
  ASSERT_THAT(audit, SizeIs(2));
  EXPECT_FALSE(is_entity_name(audit[0].actor.value)) << "somebody could be called this";
  auto again = question("r1", "a new account of the name", key_of("u1", "u1", "c7"));
  again.admitted_at = at(101);
  EXPECT_FALSE(this->conversations().save_question(again)->has_value());
}

TYPED_TEST(account_store_contract, an_erased_user_writes_nothing_that_began_before) {
  ASSERT_TRUE(this->store().check_presence({"u1"}, at(0)));
  ASSERT_TRUE(this->store().erase_account({"u1"}, at(100)));
  EXPECT_EQ(this->store().check_presence({"u1"}, at(100)).failure().code, ec::user_not_found);
  EXPECT_TRUE(this->store().check_presence({"u1"}, at(101)));
  EXPECT_TRUE(this->store().check_presence({"u2"}, at(0)));
  ASSERT_TRUE(this->store().erase_account({"u1"}, at(50)));
  EXPECT_FALSE(this->store().check_presence({"u1"}, at(100)));
}

TYPED_TEST(account_store_contract, who_had_an_account_never_comes_back_under_its_id) {
  ASSERT_TRUE(this->store().add_account(person("u1", "anna", "anna@example.org")));
  ASSERT_TRUE(this->store().erase_account({"u1"}, at(100)));
  ASSERT_TRUE(this->store().erase_account({"u1"}, at(200)));
  EXPECT_FALSE(this->store().check_presence({"u1"}, at(1'000'000)));
}

TYPED_TEST(account_store_contract, no_question_comes_after_its_asker_or_its_owner_was_erased) {
  auto late = question("r1", "?", key_of("u1", "u1", "c1"));
  late.asked_at = at(150);
  late.admitted_at = at(90);
  ASSERT_TRUE(this->store().erase_account({"u1"}, at(100)));
  const auto own = this->conversations().save_question(late);
  ASSERT_FALSE(own);
  EXPECT_EQ(own.failure().code, ec::user_not_found);
  late.asked_by = {"u2"};
  EXPECT_TRUE(this->conversations().save_question(late)) << "the owner is there again";
  late.request = {"r2"};
  late.asked_at = at(100);
  EXPECT_FALSE(this->conversations().save_question(late));
  late.asked_at = at(150);
  ASSERT_TRUE(this->store().erase_account({"u2"}, at(120)));
  EXPECT_FALSE(this->conversations().save_question(late));
}

}  // namespace
}  // namespace aurawell
