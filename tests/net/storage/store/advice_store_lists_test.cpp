#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/advice_store_contract.hpp"

namespace aurawell::net {
namespace {

using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;

/// All pages, the oldest exchange first, as the requests' names.
std::vector<std::string> read_all(advice_store& store, exchange_list_query query,
                                  std::size_t& pages) {
  std::vector<std::string> names;
  do {
    const auto page = store.list_exchanges(query).value();
    EXPECT_FALSE(page.exchanges.empty());
    for (auto one = page.exchanges.rbegin(); one != page.exchanges.rend(); ++one) {
      names.insert(names.begin(), one->request.value);
    }
    query.before = page.next;
    ++pages;
  } while (query.before && pages < 100);
  return names;
}

TYPED_TEST(advice_store_contract, finds_the_newest_exchanges_of_a_session) {
  for (const auto* name : {"r1", "r2", "r3"}) {
    auto asked = question(name, name);
    asked.session = {"s1"};
    ASSERT_TRUE(this->store().save_question(asked));
  }
  const auto newest = *this->store().load_session({{"u1"}, {"s1"}, 2});
  ASSERT_EQ(newest.size(), 2U);
  EXPECT_EQ(newest[0].request.value, "r2");
  EXPECT_EQ(newest[1].request.value, "r3");
  EXPECT_THAT(*this->store().load_session({{"u2"}, {"s1"}}), IsEmpty());
  EXPECT_THAT(*this->store().load_session({{"u1"}, {"s2"}}), IsEmpty());
}

TYPED_TEST(advice_store_contract, lists_conversations_by_their_newest_question) {
  this->exchange("r1", "about sleep", "one", key_of("u1", "m1", "c1"));
  this->exchange("r2", "about food", "two", key_of("u1", "m1", "c2"));
  this->exchange("r3", "more about sleep", "three", key_of("u1", "m1", "c1"));
  this->exchange("r4", "not mine", "four", key_of("u1", "m2", "c3"));
  auto page = *this->store().list_conversations({{"u1"}, {"m1"}, {}, 1});
  ASSERT_EQ(page.conversations.size(), 1U);
  EXPECT_EQ(page.conversations[0].conversation.value, "c1");
  EXPECT_EQ(page.conversations[0].title, "about sleep");
  EXPECT_EQ(page.conversations[0].exchanges, 2U);
  ASSERT_TRUE(page.next);
  page = *this->store().list_conversations({{"u1"}, {"m1"}, page.next, 1});
  ASSERT_EQ(page.conversations.size(), 1U);
  EXPECT_EQ(page.conversations[0].conversation.value, "c2");
  EXPECT_FALSE(page.next);
}

TYPED_TEST(advice_store_contract, pages_through_a_conversation_from_its_end) {
  for (const auto* name : {"r1", "r2", "r3"}) {
    this->exchange(name, name, "answer");
  }
  auto page = *this->store().list_exchanges({key_of(), {}, 2});
  ASSERT_EQ(page.exchanges.size(), 2U);
  EXPECT_EQ(page.exchanges[0].question, "r2");
  EXPECT_EQ(page.exchanges[1].question, "r3");
  ASSERT_TRUE(page.next);
  page = *this->store().list_exchanges({key_of(), page.next, 2});
  ASSERT_EQ(page.exchanges.size(), 1U);
  EXPECT_EQ(page.exchanges[0].question, "r1");
  EXPECT_FALSE(page.next);
  EXPECT_EQ(this->store().list_exchanges({key_of("u2"), {}, 2}).failure().code,
            ec::conversation_not_found);
}

TYPED_TEST(advice_store_contract, a_page_of_messages_ends_at_its_bytes) {
  for (const auto* name : {"1", "2", "3", "4", "5"}) {
    this->exchange(name, std::string(400, 'q'), std::string(600, 'a'));
  }
  for (const auto& [bytes, wanted] :
       {std::pair{1U, 5U}, std::pair{999U, 5U}, std::pair{1'000U, 5U}, std::pair{1'001U, 5U},
        std::pair{2'000U, 3U}, std::pair{5'000U, 1U}}) {
    std::size_t pages = 0;
    exchange_list_query query{key_of()};
    query.max_bytes = bytes;
    EXPECT_THAT(read_all(this->store(), query, pages), ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_EQ(pages, wanted) << bytes;
  }
}

TYPED_TEST(advice_store_contract, a_page_of_conversations_ends_at_its_bytes) {
  for (const auto* name : {"1", "2", "3"}) {
    this->exchange(name, std::string(400, 'q'), "", key_of("u1", "m1", name));
  }
  conversation_list_query query{{"u1"}, {"m1"}, {}, 50, 800};
  const auto first = this->store().list_conversations(query).value();
  ASSERT_EQ(first.conversations.size(), 2U);
  EXPECT_EQ(first.conversations[0].conversation.value, "3");
  query.before = first.next;
  const auto second = this->store().list_conversations(query).value();
  ASSERT_EQ(second.conversations.size(), 1U);
  EXPECT_EQ(second.conversations[0].conversation.value, "1");
  EXPECT_FALSE(second.next);
}

TYPED_TEST(advice_store_contract, a_list_by_beginning_does_not_move_while_it_is_read) {
  for (const auto* name : {"1", "2", "3"}) {
    this->exchange(name, name, "", key_of("u1", "m1", name));
  }
  conversation_list_query query{{"u1"}, {"m1"}, {}, 2};
  query.order = conversation_order::beginning;
  const auto first = this->store().list_conversations(query).value();
  ASSERT_EQ(first.conversations.size(), 2U);
  EXPECT_EQ(first.conversations[0].conversation.value, "3");
  this->exchange("4", "more", "", key_of("u1", "m1", "1"));
  query.before = first.next;
  const auto second = this->store().list_conversations(query).value();
  ASSERT_EQ(second.conversations.size(), 1U);
  EXPECT_EQ(second.conversations[0].conversation.value, "1");
  EXPECT_FALSE(second.next);
}

}  // namespace
}  // namespace aurawell::net
