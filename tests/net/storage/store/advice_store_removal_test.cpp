#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/advice_store_contract.hpp"

namespace aurawell::net {
namespace {

using test_support::key_of;
using test_support::question;
using testing::IsEmpty;

TYPED_TEST(advice_store_contract, removes_a_conversation_with_its_exchanges) {
  this->exchange("r1", "first", "one");
  ASSERT_TRUE(this->store().remove_conversation(key_of()));
  EXPECT_EQ(this->store().remove_conversation(key_of()).failure().code, ec::conversation_not_found);
  EXPECT_THAT(this->history(), IsEmpty());
  EXPECT_FALSE(this->store().save_question(question("r1", "again"))->has_value());
}

TYPED_TEST(advice_store_contract, removes_in_parts_what_is_meant_and_nothing_else) {
  constexpr int exchanges = 150;
  for (int i = 0; i < exchanges; ++i) {
    this->exchange("a" + std::to_string(i), "q", "a", key_of("u1", "m1", "c1"));
  }
  this->exchange("b", "q", "a", key_of("u1", "m1", "c2"));
  this->exchange("c", "q", "a", key_of("u1", "m2", "c1"));
  this->exchange("d", "q", "a", key_of("u2", "m1", "c1"));
  const auto parts_of = [&](const removal& selection) {
    int parts = 0;
    while (this->store().remove_some(selection).value() > 0) {
      ++parts;
    }
    return parts;
  };
  const auto left = [&](const conversation_key& key) {
    return this->store().list_exchanges({key, {}, 200})->exchanges.size();
  };
  EXPECT_EQ(this->store().list_exchanges({key_of(), {}, 200})->exchanges.size(), 150U);
  EXPECT_GT(parts_of({{"u1"}, member_id{"m1"}, conversation_id{"c1"}}), 1);
  EXPECT_EQ(left(key_of("u1", "m1", "c1")), 0U);
  EXPECT_EQ(left(key_of("u1", "m1", "c2")), 1U);
  EXPECT_EQ(parts_of({{"u1"}, member_id{"m1"}}), 1);
  EXPECT_EQ(left(key_of("u1", "m1", "c2")), 0U);
  EXPECT_EQ(left(key_of("u1", "m2", "c1")), 1U);
  EXPECT_EQ(parts_of({{"u1"}}), 1);
  EXPECT_EQ(left(key_of("u1", "m2", "c1")), 0U);
  EXPECT_EQ(left(key_of("u2", "m1", "c1")), 1U);
}

TYPED_TEST(advice_store_contract, reports_a_removal_when_it_is_durable) {
  this->exchange("a", "q", "a", key_of("u1", "m1", "c1"));
  std::vector<removal> reported;
  this->store().on_removal([&](const removal& removed) { reported.push_back(removed); });
  const removal selection{{"u1"}, member_id{"m1"}, conversation_id{"c1"}};
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().remove_some(selection));
  this->store().roll_back();
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(reported, IsEmpty());
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().remove_some(selection));
  EXPECT_THAT(reported, IsEmpty());
  ASSERT_TRUE(this->store().commit());
  ASSERT_EQ(reported.size(), 1U);
  EXPECT_EQ(reported[0].user, user_id{"u1"});
  EXPECT_EQ(reported[0].member, member_id{"m1"});
  EXPECT_EQ(reported[0].conversation, conversation_id{"c1"});
}

}  // namespace
}  // namespace aurawell::net
