// What every backend owes to its callers.
#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include <tuple>

#include "net/storage/store/sqlite_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

wall_time at(int second) {
  return wall_time{std::chrono::seconds{1'700'000'000 + second}};
}

member_key member(std::string owner, std::string id) {
  return {{std::move(owner)}, {std::move(id)}};
}

account person(std::string id, std::string name, std::string email) {
  return {{std::move(id)}, std::move(name), std::move(email), "$argon2id$…", at(0)};
}

health::profile aged(int years) {
  health::profile who;
  who.age_years = years;
  return who;
}

member_invitation invitation(std::string id, member_key of, std::string to) {
  member_invitation fresh;
  fresh.id = std::move(id);
  fresh.member = std::move(of);
  fresh.to = {std::move(to)};
  fresh.created_at = at(0);
  fresh.expires_at = at(100);
  return fresh;
}

struct memory_backend {
  std::unique_ptr<net::sqlite_store> store = net::sqlite_store::open_in_memory().value();
  advice_store& get() { return *store; }
};

struct sqlite_backend {
  test_support::temp_folder folder;
  std::unique_ptr<net::sqlite_store> store =
      net::sqlite_store::open((folder / "store.db").string(), {.url = {}, .sync_to_disk = false})
          .value();
  advice_store& get() { return *store; }
};

template <class Backend>
class account_store_contract : public testing::Test {
 protected:
  advice_store& conversations() { return backend_.get(); }
  account_store& store() { return backend_.get().accounts(); }

  /// "owner/member as role" of each, in order.
  std::vector<std::string> members_of(const std::string& user) {
    std::vector<std::string> all;
    const auto listed = store().list_members({user});
    EXPECT_TRUE(listed);
    for (const auto& one : listed ? *listed : std::vector<member_access>{}) {
      all.push_back(one.who.key.owner.value + "/" + one.who.key.member.value + " as " +
                    std::string{to_string(one.role)});
    }
    return all;
  }

  void share(const member_key& whom, const std::string& with, member_role role) {
    ASSERT_TRUE(store().set_grant({whom, {with}, {}, role, at(0)}));
  }

  void ask(const std::string& request, const conversation_key& key, const std::string& asker) {
    auto asked = question(request, request + " asked", key);
    asked.asked_by = {asker};
    ASSERT_TRUE(conversations().save_question(asked));
    auto answered = answer(request, request + " answered", key);
    answered.asked_by = {asker};
    ASSERT_TRUE(conversations().save_answer(answered));
  }

 private:
  Backend backend_;
};

using backends = testing::Types<memory_backend, sqlite_backend>;
TYPED_TEST_SUITE(account_store_contract, backends);

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

TYPED_TEST(account_store_contract, a_profile_is_kept_per_member) {
  health::profile anna;
  anna.age_years = 41;
  anna.medical_conditions = {"高血压"};
  health::profile child;
  child.age_years = 3;
  ASSERT_TRUE(this->store().save_profile(member("u1", "u1"), child, at(0)));
  ASSERT_TRUE(this->store().save_profile(member("u1", "u1"), anna, at(1)));
  ASSERT_TRUE(this->store().save_profile(member("u1", "m1"), child, at(2)));
  const auto first = *this->store().load_profile(member("u1", "u1"));
  EXPECT_EQ(first.values, anna);
  EXPECT_EQ(first.updated_at, at(1));
  EXPECT_EQ(this->store().load_profile(member("u1", "m1"))->values, child);
  const auto never = *this->store().load_profile(member("u2", "m1"));
  EXPECT_EQ(never.values, health::profile{});
  EXPECT_FALSE(never.updated_at);
}

TYPED_TEST(account_store_contract, samples_come_newest_first) {
  const health_sample walk{sample_kind::steps, 5000, at(1), "watch"};
  const health_sample weight{sample_kind::weight_kg, 70.25, at(2), "scale"};
  const health_sample more{sample_kind::steps, 6000, at(3), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {weight, more, walk}));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1")})->samples,
              ElementsAre(more, weight, walk));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), sample_kind::steps})->samples,
              ElementsAre(more, walk));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), {}, at(3), 1})->samples,
              ElementsAre(weight));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), {}, {}, 0})->samples, IsEmpty());
  EXPECT_THAT(this->store().list_samples({member("u1", "m1")})->samples, IsEmpty());
}

TYPED_TEST(account_store_contract, a_sample_sent_again_replaces_its_value) {
  const health_sample first{sample_kind::mood, 2, at(1), "manual"};
  health_sample second = first;
  second.value = 4;
  health_sample other = first;
  other.source = "watch";
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {first}));
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {second, other}));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1")})->samples,
              ElementsAre(other, second));
}

/// All pages of one sample each, first to last.
template <class Store>
std::vector<health_sample> sample_by_sample(Store& store, sample_query query) {
  std::vector<health_sample> all;
  query.limit = 1;
  do {
    const auto page = store.list_samples(query).value();
    EXPECT_LE(page.samples.size(), 1U);
    all.insert(all.end(), page.samples.begin(), page.samples.end());
    query.page = page.next;
  } while (query.page && all.size() < 1'000);
  return all;
}

TYPED_TEST(account_store_contract, measurements_of_one_time_come_page_by_page) {
  std::vector<health_sample> steps;
  std::vector<health_sample> all;
  for (int i = 0; i < 20; ++i) {
    const auto source = "watch " + std::to_string(i);
    steps.push_back({sample_kind::steps, double(i), at(1 + i / 15), source});
    all.push_back({sample_kind::mood, 3, at(1), source});
    all.push_back(steps.back());
  }
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), all));
  ASSERT_TRUE(this->store().add_samples(member("u1", "m1"), all));
  EXPECT_THAT(sample_by_sample(this->store(), {member("u1", "u1")}),
              testing::UnorderedElementsAreArray(all));
  EXPECT_THAT(sample_by_sample(this->store(), {member("u1", "u1"), sample_kind::steps}),
              testing::UnorderedElementsAreArray(steps));
}

TYPED_TEST(account_store_contract, a_page_behind_nothing_known_is_empty) {
  const health_sample walk{sample_kind::steps, 5000, at(1), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {walk}));
  ASSERT_TRUE(this->store().add_samples(member("u2", "u2"), {walk}));
  for (const std::int64_t page : {std::int64_t{-1}, std::int64_t{2}, std::int64_t{99},
                                  std::numeric_limits<std::int64_t>::max()}) {
    const auto found = this->store().list_samples({member("u1", "u1"), {}, {}, 10, page}).value();
    EXPECT_THAT(found.samples, IsEmpty()) << page;
    EXPECT_FALSE(found.next);
  }
}

TYPED_TEST(account_store_contract, samples_of_an_account_are_counted) {
  const health_sample walk{sample_kind::steps, 5000, at(1), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {walk, walk}));
  ASSERT_TRUE(this->store().add_samples(member("u1", "m1"), {walk}));
  ASSERT_TRUE(this->store().add_samples(member("u2", "u2"), {walk}));
  EXPECT_EQ(*this->store().count_samples({"u1"}), 2U);
  EXPECT_EQ(*this->store().count_samples({"u3"}), 0U);
}

TYPED_TEST(account_store_contract, the_audit_comes_page_by_page) {
  for (int i = 0; i < 7; ++i) {
    // Own and others' members, some of both kinds, and an entry of nobody who asks.
    const auto entry = audit_entry{at(i),
                                   {i % 3 == 0 ? "u1" : "u2"},
                                   member(i % 2 == 0 ? "u1" : "u2", "m"),
                                   std::to_string(i)};
    ASSERT_TRUE(this->store().add_audit(entry));
  }
  std::vector<std::string> actions;
  audit_query query{{"u1"}, {}, 2};
  do {
    const auto page = this->store().list_audit(query).value();
    EXPECT_LE(page.entries.size(), 2U);
    for (const auto& one : page.entries) {
      actions.push_back(one.action);
    }
    query.before = page.next;
  } while (query.before && actions.size() < 100);
  EXPECT_THAT(actions, ElementsAre("6", "4", "3", "2", "0"));
}

TYPED_TEST(account_store_contract, knows_a_like_entry_of_the_audit) {
  const audit_entry entry{at(10), {"u2"}, member("u1", "m1"), "read_profile"};
  ASSERT_TRUE(this->store().add_audit(entry));
  EXPECT_TRUE(*this->store().has_audit(entry, at(10)));
  EXPECT_FALSE(*this->store().has_audit(entry, at(11)));
  for (const auto& other : {audit_entry{at(10), {"u3"}, entry.member, entry.action},
                            audit_entry{at(10), {"u2"}, member("u1", "m2"), entry.action},
                            audit_entry{at(10), {"u2"}, entry.member, "edit_profile"}}) {
    EXPECT_FALSE(*this->store().has_audit(other, at(0)));
  }
}

TYPED_TEST(account_store_contract, measurements_before_a_time_come_alone) {
  const health_sample high{sample_kind::systolic_mmhg, 121, at(1), "cuff"};
  const health_sample low{sample_kind::diastolic_mmhg, 79, at(1), "cuff"};
  const health_sample older{sample_kind::steps, 1, at(0), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {high, low, older}));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), {}, at(1), 1})->samples,
              ElementsAre(older));
}

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
  const auto zoe = (*this->store().find_access({"u1"}, {"z"}))->who;
  EXPECT_EQ(zoe.name, "Zoe");
  EXPECT_EQ(zoe.relation, "daughter");
  EXPECT_EQ(zoe.created_at, at(5));
}

TYPED_TEST(account_store_contract, a_member_added_again_keeps_its_name) {
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "first", "", at(1)}));
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "second", "", at(1)}));
  EXPECT_EQ((*this->store().find_access({"u1"}, {"a"}))->who.name, "first");
}

TYPED_TEST(account_store_contract, members_and_holders_can_be_renamed) {
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "first", "", at(1)}));
  ASSERT_TRUE(this->store().rename_member({member("u1", "a"), "second", "mother", at(9)}));
  const auto renamed = (*this->store().find_access({"u1"}, {"a"}))->who;
  EXPECT_EQ(renamed.name, "second");
  EXPECT_EQ(renamed.relation, "mother");
  EXPECT_EQ(renamed.created_at, at(1));
  for (const char* name : {"Anna", "Anne"}) {
    ASSERT_TRUE(this->store().rename_member({member("u1", "u1"), name, "", at(2)}));
    EXPECT_EQ((*this->store().find_access({"u1"}, {"u1"}))->who.name, name);
  }
  EXPECT_EQ(this->store().rename_member({member("u1", "b"), "x", "", at(1)}).failure().code,
            ec::user_not_found);
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/a as owner"));
}

TYPED_TEST(account_store_contract, a_grant_opens_one_member_to_one_account) {
  ASSERT_TRUE(this->store().add_member({member("u1", "a"), "Ada", "", at(1)}));
  this->share(member("u1", "a"), "u2", member_role::viewer);
  this->share(member("u1", "a"), "u2", member_role::manager);
  this->share(member("u3", "u3"), "u2", member_role::viewer);
  EXPECT_THAT(this->members_of("u2"),
              ElementsAre("u2/u2 as owner", "u1/a as manager", "u3/u3 as viewer"));
  EXPECT_EQ((*this->store().find_access({"u2"}, {"a"}))->who.name, "Ada");
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
  EXPECT_EQ((*this->store().find_access({"u2"}, {"kid"}))->who.name, "own");
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

TYPED_TEST(account_store_contract, the_audit_shows_both_sides_newest_first) {
  ASSERT_TRUE(this->store().add_audit({at(1), {"u2"}, member("u1", "a"), "read_profile"}));
  ASSERT_TRUE(this->store().add_audit({at(2), {"u1"}, member("u3", "c"), "edit_profile"}));
  ASSERT_TRUE(this->store().add_audit({at(3), {"u2"}, member("u3", "c"), "ask"}));
  const auto seen = this->store().list_audit({{"u1"}, {}, 10})->entries;
  ASSERT_THAT(seen, SizeIs(2));
  EXPECT_EQ(seen[0].action, "edit_profile");
  EXPECT_EQ(seen[0].member, member("u3", "c"));
  EXPECT_EQ(seen[1].actor.value, "u2");
  EXPECT_EQ(seen[1].at, at(1));
  EXPECT_THAT(this->store().list_audit({{"u1"}, {}, 1})->entries, SizeIs(1));
}

TYPED_TEST(account_store_contract, a_question_for_another_ones_member_belongs_to_both) {
  const auto key = key_of("u1", "a", "c1");
  this->ask("r1", key, "u2");
  EXPECT_THAT(this->conversations().load_past({key})->exchanges, SizeIs(1));
  EXPECT_THAT(this->conversations().list_conversations({{"u1"}, {"a"}, {}})->conversations,
              SizeIs(1));
  EXPECT_THAT(this->conversations().list_conversations({{"u2"}, {"a"}, {}})->conversations,
              IsEmpty());

  const auto audit = this->store().list_audit({{"u1"}, {}, 10})->entries;
  ASSERT_THAT(audit, SizeIs(1));
  EXPECT_EQ(audit[0].actor.value, "u2");
  EXPECT_EQ(audit[0].member, member("u1", "a"));
  EXPECT_EQ(audit[0].action, "ask");
  EXPECT_EQ(audit[0].at, question("r1", "").asked_at);
}

TYPED_TEST(account_store_contract, requests_are_named_by_who_asks) {
  const auto key = key_of("u1", "a", "c1");
  this->ask("r1", key, "u2");
  this->ask("r1", key, "");
  EXPECT_THAT(this->conversations().load_past({key})->exchanges, SizeIs(2));

  auto again = question("r1", "asked again", key_of("u3", "b", "c9"));
  again.asked_by = {"u2"};
  again.session = {"s1"};
  const auto known = *this->conversations().save_question(again);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->conversation.value, "c1");
  EXPECT_EQ(known->member.value, "a");
  EXPECT_THAT(this->store().list_audit({{"u3"}, {}, 10})->entries, IsEmpty());
  EXPECT_THAT(this->store().list_audit({{"u2"}, {}, 10})->entries, SizeIs(1));

  auto unasked = answer("r1", "wrong", key);
  unasked.asked_by = {"u3"};
  EXPECT_FALSE(this->conversations().save_answer(unasked));
}

TYPED_TEST(account_store_contract, lists_what_an_account_asked_for_others) {
  this->ask("r1", key_of("u1", "a", "c1"), "u2");
  this->ask("r2", key_of("u2", "u2", "c1"), "");
  this->ask("r3", key_of("u3", "b", "c2"), "u2");
  this->ask("r4", key_of("u1", "a", "c1"), "");
  auto page = *this->conversations().list_elsewhere({{"u2"}, {}, 1});
  ASSERT_THAT(page.exchanges, SizeIs(1));
  EXPECT_EQ(page.exchanges[0].key, key_of("u3", "b", "c2"));
  EXPECT_EQ(page.exchanges[0].exchange.question, "r3 asked");
  EXPECT_EQ(*page.exchanges[0].exchange.summary.text, "r3 answered");
  ASSERT_TRUE(page.next);
  page = *this->conversations().list_elsewhere({{"u2"}, page.next, 1});
  ASSERT_THAT(page.exchanges, SizeIs(1));
  EXPECT_EQ(page.exchanges[0].key, key_of("u1", "a", "c1"));
  EXPECT_FALSE(page.next);
  EXPECT_THAT(this->conversations().list_elsewhere({{"u1"}, {}, 5})->exchanges, IsEmpty());
}

TYPED_TEST(account_store_contract, a_session_is_the_askers) {
  auto asked = question("r1", "asked", key_of("u1", "a", "c1"));
  asked.asked_by = {"u2"};
  asked.session = {"s1"};
  ASSERT_TRUE(this->conversations().save_question(asked));
  ASSERT_TRUE(this->conversations().save_progress({{"u2"}, {"r1"}, "half"}));
  const auto exchanges = *this->conversations().load_session({{"u2"}, {"s1"}});
  ASSERT_THAT(exchanges, SizeIs(1));
  EXPECT_EQ(*exchanges[0].summary.text, "half");
  EXPECT_THAT(*this->conversations().load_session({{"u1"}, {"s1"}}), IsEmpty());
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
  EXPECT_EQ(kid->who.created_at, asked.asked_at);
  asked.key = key_of("u1", "u1", "c2");
  asked.request = {"r3"};
  ASSERT_TRUE(this->conversations().save_question(asked));
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/kid as owner"));
}

TYPED_TEST(account_store_contract, a_member_goes_with_everything) {
  for (const char* id : {"a", "b"}) {
    const auto whom = member("u1", id);
    ASSERT_TRUE(this->store().add_member({whom, "name", "", at(1)}));
    ASSERT_TRUE(this->store().save_profile(whom, aged(5), at(1)));
    ASSERT_TRUE(this->store().add_samples(whom, {{sample_kind::steps, 1, at(1), "watch"}}));
    ASSERT_TRUE(this->store().add_invitation(invitation(std::string{"i"} + id, whom, "u3")));
    this->share(whom, "u2", member_role::viewer);
    this->ask(std::string{"r"} + id, key_of("u1", id, "c1"), "");
  }
  ASSERT_TRUE(this->store().remove_member(member("u1", "a")));
  EXPECT_THAT(this->members_of("u1"), ElementsAre("u1/u1 as owner", "u1/b as owner"));
  EXPECT_THAT(this->members_of("u2"), ElementsAre("u2/u2 as owner", "u1/b as viewer"));
  for (const bool left : {false, true}) {
    const auto whom = member("u1", left ? "b" : "a");
    const auto key = key_of("u1", whom.member.value, "c1");
    EXPECT_EQ(this->store().load_profile(whom)->updated_at.has_value(), left);
    EXPECT_EQ(this->store().list_samples({whom})->samples.empty(), !left);
    EXPECT_EQ(this->store().grants_of(whom)->empty(), !left);
    EXPECT_EQ(this->store().invitations_for(whom, at(1))->empty(), !left);
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

TYPED_TEST(account_store_contract, removes_measurements_of_a_time_and_a_kind) {
  const auto whom = member("u1", "a");
  const health_sample early{sample_kind::steps, 1, at(1), "watch"};
  const health_sample late{sample_kind::steps, 2, at(3), "watch"};
  const health_sample mood{sample_kind::mood, 3, at(1), "watch"};
  ASSERT_TRUE(this->store().add_samples(whom, {early, late, mood}));
  ASSERT_TRUE(this->store().add_samples(member("u1", "b"), {early}));
  EXPECT_EQ(*this->store().remove_samples({whom, at(2), sample_kind::steps}), 1U);
  EXPECT_THAT(this->store().list_samples({whom})->samples, ElementsAre(late, mood));
  EXPECT_EQ(*this->store().remove_samples({whom, at(3)}), 2U);
  EXPECT_EQ(*this->store().remove_samples({whom, at(3)}), 0U);
  EXPECT_EQ(this->store().list_samples({member("u1", "b")})->samples.size(), 1U);
}

TYPED_TEST(account_store_contract, removes_measurements_in_parts) {
  std::vector<health_sample> many;
  for (int i = 0; i < 2'500; ++i) {
    many.push_back({sample_kind::steps, 1, at(i), "watch"});
  }
  const auto whom = member("u1", "a");
  ASSERT_TRUE(this->store().add_samples(whom, many));
  ASSERT_TRUE(this->store().add_samples(member("u2", "a"), many));
  EXPECT_LT(*this->store().remove_samples({whom, at(9'999)}), 2'500U);
  EXPECT_GT(*this->conversations().remove_some({{"u1"}, member_id{"a"}}), 0U);
  EXPECT_EQ(*this->conversations().remove_some({{"u1"}}), 0U);
  EXPECT_EQ(*this->store().count_samples({"u1"}), 0U);
  EXPECT_EQ(*this->store().count_samples({"u2"}), 2'500U);
}

}  // namespace
}  // namespace aurawell
