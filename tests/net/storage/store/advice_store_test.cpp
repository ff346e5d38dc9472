#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <random>
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

TYPED_TEST(advice_store_contract, gives_back_the_exchange_that_has_the_name_already) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  auto running = this->store().save_question(question("r1", "second", key_of("u1", "m1", "c2")));
  ASSERT_TRUE(running);
  ASSERT_TRUE(running->has_value());
  EXPECT_EQ((*running)->question, "first");
  EXPECT_EQ((*running)->conversation.value, "c1");
  EXPECT_FALSE((*running)->status);
  ASSERT_TRUE(this->store().save_answer(answer("r1", "one")));
  auto ended = this->store().save_question(question("r1", "third"));
  ASSERT_TRUE(ended && ended->has_value());
  EXPECT_EQ((*ended)->status, request_status::done);
  EXPECT_EQ(*(*ended)->summary.text, "one");
  auto other = this->store().save_question(question("r1", "mine", key_of("u2")));
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->has_value());
}

TYPED_TEST(advice_store_contract, keeps_everything_about_an_answer) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  auto full = answer("r1", "one");
  full.status = request_status::error;
  full.failure = ec::upstream_failed;
  full.summary.usage = token_usage{1, 2, 3, 4, std::nullopt, true};
  full.summary.model = "m";
  full.summary.provider = "p";
  full.summary.finish_reason = "stop";
  full.summary.first_token = std::chrono::milliseconds{5};
  full.summary.duration = std::chrono::milliseconds{6};
  full.summary.safety =
      answer_safety{safety_level::urgent, safety::region::european_union, safety_level::routine};
  ASSERT_TRUE(this->store().save_answer(full));
  const auto known = *this->store().save_question(question("r1", "again"))->operator->();
  EXPECT_EQ(known.failure, ec::upstream_failed);
  EXPECT_EQ(known.summary.usage, full.summary.usage);
  EXPECT_EQ(known.summary.model, "m");
  EXPECT_EQ(known.summary.provider, "p");
  EXPECT_EQ(known.summary.finish_reason, "stop");
  EXPECT_EQ(known.summary.first_token, full.summary.first_token);
  EXPECT_EQ(known.summary.duration, full.summary.duration);
  EXPECT_EQ(known.summary.safety, full.summary.safety);
  EXPECT_EQ(known.answered_at, full.answered_at);
}

TYPED_TEST(advice_store_contract, keeps_what_the_screen_found_of_an_answer_that_nobody_ended) {
  const answer_safety found{safety_level::emergency, safety::region::china, safety_level::urgent};
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r1"}, "half", found}));
  ASSERT_TRUE(this->store().close_interrupted({}));
  const auto known = *this->store().save_question(question("r1", "again"))->operator->();
  EXPECT_EQ(known.status, request_status::incomplete);
  EXPECT_EQ(known.summary.safety, found);
  EXPECT_EQ(this->store().load_past({key_of()})->reached, safety_level::emergency);
}

TYPED_TEST(advice_store_contract, closes_what_was_under_way_with_the_text_that_was_saved) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r1"}, "half"}));
  this->exchange("r2", "second", "two");
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r2"}, "late"}));
  EXPECT_EQ(*this->store().close_interrupted(wall_time{}), 1U);
  EXPECT_EQ(*this->store().close_interrupted(wall_time{}), 0U);
  const auto lost = *this->store().save_question(question("r1", "again"))->operator->();
  EXPECT_EQ(lost.status, request_status::incomplete);
  EXPECT_EQ(*lost.summary.text, "half");
  const auto ended = *this->store().save_question(question("r2", "again"))->operator->();
  EXPECT_EQ(*ended.summary.text, "two");
}

}  // namespace
}  // namespace aurawell::net
