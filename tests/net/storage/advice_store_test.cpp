// What every backend owes to its callers.
#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <random>

#include "net/storage/memory_store.hpp"
#include "net/storage/sqlite_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;

struct memory_backend {
  memory_store store;
  advice_store& get() { return store; }
};

struct sqlite_backend {
  test_support::temp_folder folder;
  std::unique_ptr<sqlite_store> store =
      sqlite_store::open((folder / "store.db").string(), {.url = {}, .sync_to_disk = false})
          .value();
  advice_store& get() { return *store; }
};

template <class Backend>
class advice_store_contract : public testing::Test {
 protected:
  advice_store& store() { return backend_.get(); }

  void exchange(const std::string& request, const std::string& asked, const std::string& answered,
                const conversation_key& key = key_of()) {
    ASSERT_TRUE(store().save_question(question(request, asked, key)));
    ASSERT_TRUE(store().save_answer(answer(request, answered, key)));
  }

  std::vector<past_exchange> history(const history_query& query = {key_of()}) {
    auto loaded = store().load_history(query);
    EXPECT_TRUE(loaded);
    return loaded ? *loaded : std::vector<past_exchange>{};
  }

 private:
  Backend backend_;
};

using backends = testing::Types<memory_backend, sqlite_backend>;
TYPED_TEST_SUITE(advice_store_contract, backends);

TYPED_TEST(advice_store_contract, an_unknown_conversation_has_no_history) {
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, gives_exchanges_oldest_first) {
  this->exchange("r2", "first", "one");
  this->exchange("r1", "second", "two");
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"first", "one"}, past_exchange{"second", "two"}));
}

TYPED_TEST(advice_store_contract, orders_by_the_question_and_not_by_the_answer) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  this->exchange("r2", "second", "two");
  ASSERT_TRUE(this->store().save_answer(answer("r1", "one")));
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"first", "one"}, past_exchange{"second", "two"}));
}

TYPED_TEST(advice_store_contract, leaves_out_questions_without_an_answer_text) {
  ASSERT_TRUE(this->store().save_question(question("r1", "running")));
  this->exchange("r2", "failed", "");
  this->exchange("r3", "answered", "text");
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"answered", "text"}));
}

TYPED_TEST(advice_store_contract, keeps_the_newest_within_the_count) {
  for (int i = 0; i < 5; ++i) {
    this->exchange("r" + std::to_string(i), "q" + std::to_string(i), "a");
  }
  EXPECT_THAT(this->history({key_of(), 2}),
              ElementsAre(past_exchange{"q3", "a"}, past_exchange{"q4", "a"}));
  EXPECT_THAT(this->history({key_of(), 0}), IsEmpty());
  EXPECT_EQ(this->history({key_of(), std::numeric_limits<std::size_t>::max()}).size(), 5u);
}

TYPED_TEST(advice_store_contract, keeps_the_newest_within_the_bytes) {
  this->exchange("r1", "1", "1");
  this->exchange("r2", "22", "22");
  this->exchange("r3", "333", "333");
  EXPECT_THAT(this->history({key_of(), 20, 10}),
              ElementsAre(past_exchange{"22", "22"}, past_exchange{"333", "333"}));
  EXPECT_THAT(this->history({key_of(), 20, 9}), ElementsAre(past_exchange{"333", "333"}));
  EXPECT_THAT(this->history({key_of(), 20, 5}), IsEmpty());
}

TYPED_TEST(advice_store_contract, a_question_saved_again_keeps_the_first) {
  this->exchange("r1", "asked", "answered");
  ASSERT_TRUE(this->store().save_question(question("r1", "asked again")));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, a_request_name_is_one_question_in_all_conversations) {
  this->exchange("r1", "asked", "answered");
  const auto other = key_of("u1", "m1", "c2");
  this->exchange("r2", "asked there", "answered there", other);
  ASSERT_TRUE(this->store().save_question(question("r1", "asked again there", other)));
  EXPECT_FALSE(this->store().save_answer(answer("r1", "wrong place", other)));
  EXPECT_THAT(this->history({other}), ElementsAre(past_exchange{"asked there", "answered there"}));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, two_users_may_choose_the_same_request_name) {
  this->exchange("r1", "mine", "a");
  this->exchange("r1", "yours", "b", key_of("u2"));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"mine", "a"}));
  EXPECT_THAT(this->history({key_of("u2")}), ElementsAre(past_exchange{"yours", "b"}));
}

TYPED_TEST(advice_store_contract, user_member_and_conversation_each_keep_apart) {
  this->exchange("r1", "q", "a");
  this->exchange("r2", "member", "b", key_of("u1", "m2", "c1"));
  this->exchange("r3", "conversation", "c", key_of("u1", "m1", "c2"));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"q", "a"}));
  EXPECT_THAT(this->history({key_of("u2", "m1", "c1")}), IsEmpty());
}

TYPED_TEST(advice_store_contract, an_answer_needs_its_question) {
  const auto nothing_saved = this->store().save_answer(answer("r1", "text"));
  ASSERT_FALSE(nothing_saved);
  EXPECT_EQ(nothing_saved.failure().code, ec::request_not_found);

  ASSERT_TRUE(this->store().save_question(question("r1", "asked")));
  EXPECT_FALSE(this->store().save_answer(answer("r2", "text")));
  EXPECT_FALSE(this->store().save_answer(answer("r1", "text", key_of("u2"))));
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, a_second_answer_replaces_the_first) {
  this->exchange("r1", "asked", "partial");
  ASSERT_TRUE(this->store().save_answer(answer("r1", "whole")));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "whole"}));
}

TYPED_TEST(advice_store_contract, a_batch_holds_questions_and_answers) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "asked", "answered");
  ASSERT_TRUE(this->store().commit());
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, a_failed_call_in_a_batch_undoes_only_itself) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "before", "a");
  EXPECT_FALSE(this->store().save_answer(answer("nobody asked", "text")));
  this->exchange("r2", "after", "b");
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"before", "a"}, past_exchange{"after", "b"}));
}

TYPED_TEST(advice_store_contract, any_text_comes_back_byte_for_byte) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  std::string every_byte;
  for (int i = 0; i < 4096; ++i) {
    every_byte.push_back(static_cast<char>(random() % 256));
  }
  using namespace std::string_literals;
  const std::string texts[] = {
      "\0"s,          "a\0b\0"s,  "最近总是很累 😴",         "'; DROP TABLE exchanges; --",
      "\xff\xfe\x80", every_byte, std::string(200'000, 'x')};
  int number = 0;
  for (const auto& text : texts) {
    const auto name = std::to_string(number++);
    const auto key = key_of("u", "m", "c" + name);
    this->exchange("r" + name, text, text, key);
    EXPECT_THAT(this->history({key, 1, 1'000'000}), ElementsAre(past_exchange{text, text}));
  }
}

TYPED_TEST(advice_store_contract, an_empty_question_is_a_question) {
  this->exchange("r1", "", "answer");
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"", "answer"}));
}

}  // namespace
}  // namespace aurawell::net
