#include "domain/durability/isolated_writes.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/net/storage/records.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell {
namespace {

using test_support::fake_store;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;

class isolated_writes_test : public ::testing::Test {
 protected:
  /// Questions whose texts are also their ids.
  result<void> write(const std::vector<std::string>& texts) {
    settled.clear();
    return write_isolated(
        store, {texts.size(),
                [&](std::size_t i) -> result<void> {
                  const auto saved = store.save_question(question(texts[i], texts[i]));
                  return saved ? result<void>{} : saved.failure();
                },
                [&](std::size_t i, const result<void>& done) {
                  settled.push_back(texts[i] + ' ' +
                                    std::string{done ? "done" : to_string(done.failure().code)});
                  return settled.size() < most_settled;
                }});
  }

  std::vector<std::string> stored() const {
    std::vector<std::string> texts;
    for (const auto& one : store.questions) {
      texts.push_back(one.text);
    }
    return texts;
  }

  fake_store store;
  std::vector<std::string> settled;
  std::size_t most_settled = 1'000;
};

TEST_F(isolated_writes_test, needs_one_transaction_when_nothing_fails) {
  ASSERT_TRUE(write({"a", "b", "c"}));
  EXPECT_EQ(store.groups, 1);
  EXPECT_THAT(settled, ElementsAre("a done", "b done", "c done"));
}

TEST_F(isolated_writes_test, a_damaged_page_fails_what_needs_it_and_nothing_else) {
  ASSERT_TRUE(write({"a", "damaged", "b", "c"}));
  EXPECT_THAT(settled, ElementsAre("a done", "damaged DB_1601", "b done", "c done"));
  EXPECT_THAT(stored(), ElementsAre("a", "b", "c"));
}

TEST_F(isolated_writes_test, wherever_it_stands) {
  for (const auto& texts : {std::vector<std::string>{"damaged", "a", "b"},
                            {"a", "b", "damaged"},
                            {"damaged", "a", "damaged2", "damaged3", "b"}}) {
    store.questions.clear();
    store.exchanges.clear();
    ASSERT_TRUE(write(texts));
    EXPECT_THAT(stored(), ElementsAre("a", "b"));
    EXPECT_EQ(settled.size(), texts.size());
  }
}

TEST_F(isolated_writes_test, finds_the_damage_that_nobody_reported) {
  ASSERT_TRUE(write({"a", "b", "quietly damaged", "c", "d"}));
  EXPECT_THAT(settled,
              ElementsAre("a done", "b done", "quietly damaged DB_1601", "c done", "d done"));
  EXPECT_THAT(stored(), ElementsAre("a", "b", "c", "d"));
}

TEST_F(isolated_writes_test, a_refusal_needs_no_other_transaction) {
  ASSERT_TRUE(write({"a", "erased", "b"}));
  EXPECT_EQ(store.groups, 1);
  EXPECT_THAT(settled, ElementsAre("a done", "erased USER_1201", "b done"));
}

TEST_F(isolated_writes_test, settles_nothing_of_a_transaction_that_found_the_database_away) {
  const auto done = write({"a", "away", "b"});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().code, ec::database_unreachable);
  EXPECT_THAT(settled, IsEmpty());
  EXPECT_THAT(stored(), IsEmpty());
}

TEST_F(isolated_writes_test, keeps_what_was_settled_before_that) {
  EXPECT_FALSE(write({"a", "damaged", "away", "b"}));
  EXPECT_THAT(settled, ElementsAre("a done", "damaged DB_1601"));
  EXPECT_THAT(stored(), ElementsAre("a"));
}

TEST_F(isolated_writes_test, ends_when_it_is_told) {
  most_settled = 2;
  ASSERT_TRUE(write({"a", "damaged", "b"}));
  EXPECT_THAT(stored(), ElementsAre("a"));
}

TEST_F(isolated_writes_test, without_any_finds_out_whether_the_store_can_be_written) {
  EXPECT_TRUE(write({}));
  EXPECT_EQ(store.groups, 1);
  store.fail_commit = true;
  EXPECT_FALSE(write({}));
  store.is_away = true;
  EXPECT_FALSE(write({}));
}

}  // namespace
}  // namespace aurawell
