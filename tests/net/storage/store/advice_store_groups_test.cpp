// Groups of writes in one call.

#include <gmock/gmock.h>

#include "domain/ports/account_store.hpp"
#include "domain/ports/advice_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/advice_store_contract.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

progress_record progress(const std::string& request, const std::string& text) {
  return {key_of().user, {request}, text};
}

/// Saves the writes in one transaction and returns the code of each; nothing: it was saved.
std::vector<std::optional<ec>> save(advice_store& store, const std::vector<spooled_write>& writes) {
  std::vector<const spooled_write*> views;
  for (const auto& write : writes) {
    views.push_back(&write);
  }
  EXPECT_TRUE(store.begin());
  const auto saved = store.save_all(views);
  EXPECT_TRUE(saved) << saved.failure().detail;
  EXPECT_TRUE(store.commit());
  std::vector<std::optional<ec>> codes;
  for (const auto& one : saved ? *saved : std::vector<saved_write>{}) {
    codes.push_back(one ? std::nullopt : std::optional{one.failure().code});
  }
  return codes;
}

TYPED_TEST(advice_store_contract, saves_whole_exchanges_in_one_group) {
  EXPECT_THAT(
      save(this->store(), {question("r1", "first"), progress("r1", "h"), question("r2", "second"),
                           answer("r1", "half and half"), answer("r2", "other")}),
      SizeIs(5));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"first", "half and half"},
                                           past_exchange{"second", "other"}));
}

TYPED_TEST(advice_store_contract, a_refused_write_of_a_group_affects_no_other) {
  EXPECT_THAT(save(this->store(), {answer("r0", "to nothing"), question("r1", "asked"),
                                   answer("r1", "elsewhere", key_of("u1", "m1", "c9")),
                                   progress("r0", "of nothing"), answer("r1", "answered")}),
              ElementsAre(ec::request_not_found, std::nullopt, ec::request_not_found, std::nullopt,
                          std::nullopt));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, a_group_finds_questions_that_were_asked_before) {
  this->exchange("r1", "asked", "answered");
  const spooled_write before = question("r1", "asked again");
  const spooled_write fresh = question("r2", "new");
  const spooled_write twice = question("r2", "new again");
  ASSERT_TRUE(this->store().begin());
  const std::vector<const spooled_write*> writes{&before, &fresh, &twice};
  const auto saved = this->store().save_all(writes);
  ASSERT_TRUE(this->store().commit());
  ASSERT_TRUE(saved);
  ASSERT_THAT(*saved, SizeIs(3));
  ASSERT_TRUE((*saved)[0] && (*saved)[0]->has_value());
  EXPECT_EQ((**(*saved)[0]).question, "asked");
  EXPECT_EQ(*(**(*saved)[0]).summary.text, "answered");
  EXPECT_TRUE((*saved)[1] && !(*saved)[1]->has_value());
  ASSERT_TRUE((*saved)[2] && (*saved)[2]->has_value());
  EXPECT_EQ((**(*saved)[2]).question, "new");
}

TYPED_TEST(advice_store_contract, a_group_does_not_change_answers_that_have_ended) {
  save(this->store(), {question("r1", "asked"), answer("r1", "the end"), progress("r1", "late")});
  save(this->store(), {progress("r1", "later")});
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "the end"}));
}

TYPED_TEST(advice_store_contract, a_group_refuses_the_erased_and_makes_members) {
  const auto now = wall_time{std::chrono::seconds{1'700'000'100}};
  ASSERT_TRUE(this->store().accounts().erase_account({"gone"}, now));
  auto of_erased = question("r1", "asked", key_of("gone"));
  of_erased.admitted_at = now - std::chrono::seconds{1};
  auto of_new_member = question("r2", "asked", key_of("u1", "child", "c1"));
  of_new_member.makes_member = true;
  of_new_member.admitted_at = now;
  EXPECT_THAT(save(this->store(), {of_erased, of_new_member}),
              ElementsAre(ec::user_not_found, std::nullopt));
  EXPECT_THAT(*this->store().accounts().list_members({"u1"}), SizeIs(2));
  EXPECT_THAT(this->history({key_of("gone")}), IsEmpty());
}

TYPED_TEST(advice_store_contract, a_group_opens_each_new_conversation_once) {
  const auto other = key_of("u1", "m1", "c2");
  save(this->store(), {question("r1", "a"), question("r2", "b", other), question("r3", "c"),
                       question("r4", "d", other)});
  const auto listed = this->store().list_conversations({key_of().user, key_of().member});
  ASSERT_TRUE(listed);
  ASSERT_THAT(listed->conversations, SizeIs(2));
  EXPECT_EQ(listed->conversations[0].conversation.value, "c2");
  EXPECT_EQ(listed->conversations[0].exchanges, 2U);
  EXPECT_EQ(listed->conversations[1].title, "a");
}

}  // namespace
}  // namespace aurawell::net
