#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/advice_store_contract.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using testing::ElementsAre;
using testing::IsEmpty;

TYPED_TEST(advice_store_contract, a_batch_holds_questions_and_answers) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "asked", "answered");
  ASSERT_TRUE(this->store().commit());
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, begins_anew_after_a_batch_that_nobody_ended) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "undone", "a");
  this->store().roll_back();
  EXPECT_THAT(this->history(), IsEmpty());
  ASSERT_TRUE(this->store().begin());
  this->exchange("r2", "kept", "b");
  ASSERT_TRUE(this->store().commit());
  this->store().roll_back();
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"kept", "b"}));
}

TYPED_TEST(advice_store_contract, begins_anew_after_a_call_that_threw) {
  ASSERT_TRUE(this->store().begin());
  const auto throwing = [&]() -> result<void> {
    this->exchange("r1", "undone", "a");
    throw std::runtime_error{"as the test wished"};
  };
  EXPECT_THROW(static_cast<void>(this->store().together(throwing)), std::runtime_error);
  this->store().roll_back();
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(), IsEmpty());
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

}  // namespace
}  // namespace aurawell::net
