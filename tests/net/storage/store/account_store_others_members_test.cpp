#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

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

TYPED_TEST(account_store_contract, the_audit_comes_page_by_page) {
  for (int i = 0; i < 7; ++i) {
    // Own members, other owners' members, some of both, and an entry of another user.
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

}  // namespace
}  // namespace aurawell
