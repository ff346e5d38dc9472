#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <limits>
#include <string>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/advice_store_contract.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;

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
  const auto past = this->store().load_past({key_of()});
  ASSERT_TRUE(past);
  EXPECT_THAT(past->unanswered, ElementsAre("running", "failed"));
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

TYPED_TEST(advice_store_contract, leaves_out_a_half_answer_whose_question_is_asked_again) {
  this->exchange("r1", "other", "whole");
  this->half("r2", "again", "half", request_status::incomplete);
  this->half("r3", "again", "half too", request_status::cancelled);
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"other", "whole"}, past_exchange{"again", "half too"}));
  // The third try runs.
  ASSERT_TRUE(this->store().save_question(question("r4", "again")));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"other", "whole"}));
  EXPECT_THAT(this->history({key_of(), 1}), ElementsAre(past_exchange{"other", "whole"}));
  // They stay excluded when the third try gave a complete answer.
  ASSERT_TRUE(this->store().save_answer(answer("r4", "whole")));
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"other", "whole"}, past_exchange{"again", "whole"}));
  // A complete answer is not excluded, however often its question is asked.
  this->exchange("r5", "again", "whole too");
  EXPECT_EQ(this->history().size(), 3u);
}

TYPED_TEST(advice_store_contract, keeps_half_answers_that_are_continued_in_the_same_words) {
  this->half("r1", "plan", "part 1", request_status::incomplete);
  this->half("r2", "go on", "part 2", request_status::cancelled);
  ASSERT_TRUE(this->store().save_question(question("r3", "go on")));
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"plan", "part 1"}, past_exchange{"go on", "part 2"}));
}

TYPED_TEST(advice_store_contract, looks_behind_repeats_no_further_than_four_times_the_count) {
  this->exchange("first", "other", "whole");
  for (int i = 0; i < 7; ++i) {
    this->half("r" + std::to_string(i), "again", "half", request_status::cancelled);
  }
  ASSERT_TRUE(this->store().save_question(question("running", "again")));
  EXPECT_THAT(this->history({key_of(), 2}), IsEmpty());
  EXPECT_EQ(this->store().load_past({key_of(), 2})->older, 8u);
  EXPECT_THAT(this->history({key_of(), 3}), ElementsAre(past_exchange{"other", "whole"}));
}

TYPED_TEST(advice_store_contract, says_how_many_exchanges_come_before_the_history) {
  EXPECT_EQ(this->store().load_past({key_of()})->older, 0u);
  for (int i = 0; i < 5; ++i) {
    this->exchange("r" + std::to_string(i), "q", "a");
  }
  this->exchange("failed", "q", "");
  ASSERT_TRUE(this->store().save_question(question("running", "q")));
  EXPECT_EQ(this->store().load_past({key_of()})->older, 0u);
  EXPECT_EQ(this->store().load_past({key_of(), 2})->older, 3u);
  EXPECT_EQ(this->store().load_past({key_of(), 20, 3})->older, 4u);
  EXPECT_EQ(this->store().load_past({key_of(), 0})->older, 5u);
}

TYPED_TEST(advice_store_contract, remembers_the_highest_level_of_a_conversation) {
  const auto screened = [this](const std::string& request, safety_level level, std::string text,
                               const conversation_key& key = key_of()) {
    ASSERT_TRUE(this->store().save_question(question(request, "q", key)));
    auto ended = answer(request, std::move(text), key);
    ended.summary.safety = answer_safety{level};
    ASSERT_TRUE(this->store().save_answer(ended));
  };
  const auto reached = [this] { return this->store().load_past({key_of(), 3})->reached; };
  EXPECT_EQ(reached(), safety_level::routine);
  screened("r1", safety_level::see_doctor, "a");
  EXPECT_EQ(reached(), safety_level::see_doctor);
  screened("r2", safety_level::emergency, "");  // the provider failed
  screened("r3", safety_level::urgent, "a");
  screened("other", safety_level::emergency, "a", key_of("u1", "m2"));
  EXPECT_EQ(reached(), safety_level::emergency);
  for (int i = 0; i < 200; ++i) {
    screened("later" + std::to_string(i), safety_level::routine, "a");
  }
  EXPECT_EQ(reached(), safety_level::emergency);
  EXPECT_EQ(this->store().load_past({key_of("u1", "m3")})->reached, safety_level::routine);
}

TYPED_TEST(advice_store_contract, remembers_the_highest_level_when_its_answer_is_replaced) {
  ASSERT_TRUE(this->store().save_question(question("1", "first")));
  auto high = answer("1", "go now");
  high.summary.safety = answer_safety{safety_level::urgent};
  ASSERT_TRUE(this->store().save_answer(high));
  ASSERT_TRUE(this->store().save_answer(answer("1", "other words")));
  EXPECT_EQ(this->store().load_past({key_of()})->reached, safety_level::urgent);
}

TYPED_TEST(advice_store_contract, user_member_and_conversation_each_keep_apart) {
  this->exchange("r1", "q", "a");
  this->exchange("r2", "member", "b", key_of("u1", "m2", "c1"));
  this->exchange("r3", "conversation", "c", key_of("u1", "m1", "c2"));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"q", "a"}));
  EXPECT_THAT(this->history({key_of("u2", "m1", "c1")}), IsEmpty());
}

TYPED_TEST(advice_store_contract, an_answer_under_way_is_no_history) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r1"}, "half"}));
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, counts_an_exchange_once_however_it_ends) {
  const auto older = [&] { return this->store().load_past({key_of(), 0})->older; };
  ASSERT_TRUE(this->store().save_question(question("1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"1"}, "half"}));
  EXPECT_EQ(older(), 0U);
  ASSERT_TRUE(this->store().close_interrupted({}));
  EXPECT_EQ(older(), 1U);
  ASSERT_TRUE(this->store().save_answer(answer("1", "whole")));
  EXPECT_EQ(older(), 1U);
  ASSERT_TRUE(this->store().save_answer(answer("1", "")));
  EXPECT_EQ(older(), 0U);
}

}  // namespace
}  // namespace aurawell::net
