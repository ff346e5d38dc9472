#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using testing::ElementsAre;

TYPED_TEST(account_store_contract, an_account_comes_back_as_it_was_given) {
  ASSERT_TRUE(this->store().add_account(person("u1", "Anna", "Anna@Example.org")));
  const auto found = this->store().find_account({"u1"});
  ASSERT_TRUE(found && found->has_value());
  EXPECT_EQ((*found)->user.value, "u1");
  EXPECT_EQ((*found)->username, "Anna");
  EXPECT_EQ((*found)->email, "Anna@Example.org");
  EXPECT_EQ((*found)->password_hash, "$argon2id$…");
  EXPECT_EQ((*found)->created_at, at(0));
  EXPECT_FALSE(this->store().find_account({"u2"})->has_value());
}

TYPED_TEST(account_store_contract, a_login_is_a_name_or_an_address_in_any_case) {
  ASSERT_TRUE(this->store().add_account(person("u1", "Anna", "Anna@Example.org")));
  for (const char* login : {"Anna", "aNNA", "Anna@Example.org", "anna@EXAMPLE.org"}) {
    const auto found = this->store().find_login(login);
    ASSERT_TRUE(found) << login;
    EXPECT_TRUE(found->has_value()) << login;
  }
  for (const char* login : {"", "u1", "Ann", "anna@example.com", "Anna%"}) {
    EXPECT_FALSE(this->store().find_login(login)->has_value()) << login;
  }
}

TYPED_TEST(account_store_contract, names_and_addresses_belong_to_one_account) {
  ASSERT_TRUE(this->store().add_account(person("u1", "anna", "anna@example.org")));
  const account taken[] = {person("u2", "ANNA", "other@example.org"),
                           person("u2", "other", "Anna@Example.org"),
                           person("u2", "anna@example.org", "other@example.org"),
                           person("u2", "other", "Anna"), person("u1", "other", "o@example.org")};
  for (const auto& fresh : taken) {
    const auto added = this->store().add_account(fresh);
    ASSERT_FALSE(added) << fresh.username << ' ' << fresh.email;
    EXPECT_EQ(added.failure().code, ec::user_exists);
  }
  EXPECT_TRUE(this->store().add_account(person("u2", "other", "other@example.org")));
}

TYPED_TEST(account_store_contract, a_password_hash_can_change) {
  ASSERT_TRUE(this->store().add_account(person("u1", "anna", "anna@example.org")));
  ASSERT_TRUE(this->store().set_password_hash({"u1"}, "newer"));
  EXPECT_EQ((*this->store().find_account({"u1"}))->password_hash, "newer");
  EXPECT_EQ(this->store().set_password_hash({"u2"}, "x").failure().code, ec::user_not_found);
}

TYPED_TEST(account_store_contract, calls_together_fail_together) {
  ASSERT_TRUE(this->conversations().begin());
  const auto failed = this->conversations().together([&]() -> result<void> {
    if (auto added = this->store().add_member({member("u1", "a"), "Ada", "", at(1)}); !added) {
      return added;
    }
    return this->store().rename_member({member("u1", "nobody"), "x", "", at(1)});
  });
  EXPECT_FALSE(failed);
  ASSERT_TRUE(this->store().add_member({member("u1", "b"), "Ben", "", at(1)}));
  ASSERT_TRUE(this->conversations().commit());
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/b as owner"));
}

}  // namespace
}  // namespace aurawell
