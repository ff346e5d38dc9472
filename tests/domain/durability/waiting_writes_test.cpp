#include "domain/durability/waiting_writes.hpp"

#include <gtest/gtest.h>

#include "tests/net/storage/records.hpp"

namespace aurawell {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;

progress_record progress(std::string request, std::string text) {
  return {{"u1"}, {std::move(request)}, std::move(text)};
}

std::vector<std::string> requests_of(
    const std::vector<std::pair<std::int64_t, const spooled_write*>>& writes) {
  std::vector<std::string> names;
  for (const auto& [number, write] : writes) {
    names.push_back(request_of(*write).value);
  }
  return names;
}

using names = std::vector<std::string>;

TEST(WaitingWrites, GivesTheOldestFirst) {
  waiting_writes waiting;
  std::int64_t number = 4;
  for (const auto* name : {"r1", "r2", "r3"}) {
    waiting.add(++number, question(name, "?"));
  }
  EXPECT_EQ(requests_of(waiting.oldest(2)), (names{"r1", "r2"}));
  waiting.drop_oldest(2);
  EXPECT_EQ(requests_of(waiting.oldest(9)), (names{"r3"}));
  EXPECT_EQ(waiting.oldest(1).front().first, 7);
  waiting.drop_oldest(1);
  EXPECT_TRUE(waiting.empty());
}

TEST(WaitingWrites, ForgetsAProgressThatWentOn) {
  waiting_writes waiting;
  waiting.add(1, question("r1", "?"));
  waiting.add(2, progress("r1", "a"));
  waiting.add(3, progress("r1", "ab"));
  EXPECT_EQ(waiting.size(), 2U);
  EXPECT_EQ(*waiting.shown({{"u1"}, {"r1"}}, {})->summary.text, "ab");
  waiting.add(4, answer("r1", "abc"));
  EXPECT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting.oldest(9).back().first, 4);
}

TEST(WaitingWrites, ShowsAnExchangeAsItWillBe) {
  waiting_writes waiting;
  waiting.add(1, question("r1", "why?"));
  const request_name name{{"u1"}, {"r1"}};
  EXPECT_EQ(waiting.shown(name, {})->question, "why?");
  EXPECT_EQ(waiting.shown(name, {})->member, question("r1", "why?").key.member);
  EXPECT_FALSE(waiting.shown(name, {})->status);
  waiting.add(2, answer("r1", "because"));
  EXPECT_EQ(waiting.shown(name, {})->status, request_status::done);
  EXPECT_EQ(*waiting.shown(name, {})->summary.text, "because");
  EXPECT_FALSE(waiting.shown({{"u2"}, {"r1"}}, {}));
}

TEST(WaitingWrites, PutsAnAnswerToAStoredQuestion) {
  waiting_writes waiting;
  waiting.add(1, answer("r1", "because"));
  const request_name name{{"u1"}, {"r1"}};
  EXPECT_FALSE(waiting.shown(name, {})) << "there is no question to it";
  stored_exchange stored;
  stored.question = "stored?";
  const auto shown = waiting.shown(name, stored);
  EXPECT_EQ(shown->question, "stored?");
  EXPECT_EQ(*shown->summary.text, "because");
}

TEST(WaitingWrites, FindsTheRequestsOfAConversation) {
  waiting_writes waiting;
  waiting.add(1, answer("r2", "two"));
  waiting.add(2, question("r1", "?"));
  waiting.add(3, question("r3", "?"));
  waiting.add(4, answer("r1", "one"));
  waiting.add(5, answer("r4", "elsewhere", key_of("u1", "m1", "c2")));
  const request_name r1{{"u1"}, {"r1"}};
  const request_name r2{{"u1"}, {"r2"}};
  const request_name r3{{"u1"}, {"r3"}};
  EXPECT_EQ(waiting.named_in(key_of()), (std::vector{r2, r1, r3}));
  waiting.drop_oldest(2);
  EXPECT_EQ(waiting.named_in(key_of()), (std::vector{r3, r1}));
  waiting.drop_oldest(2);
  EXPECT_TRUE(waiting.named_in(key_of()).empty());
}

TEST(WaitingWrites, FindsTheQuestionsOfASession) {
  waiting_writes waiting;
  auto asked = question("r1", "?");
  asked.session = {"s1"};
  waiting.add(1, asked);
  waiting.add(2, question("r2", "?"));
  EXPECT_EQ(waiting.asked_in({"u1"}, {"s1"}), (std::vector<request_name>{{{"u1"}, {"r1"}}}));
  EXPECT_TRUE(waiting.asked_in({"u2"}, {"s1"}).empty());
}

}  // namespace
}  // namespace aurawell
