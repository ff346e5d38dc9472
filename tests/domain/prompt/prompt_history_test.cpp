#include "domain/prompt/prompt_history.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

/// Instructions, a number of exchanges of twice `bytes`, and the last question.
std::vector<prompt_message> conversation(std::size_t exchanges, std::size_t bytes) {
  std::vector<prompt_message> messages{{message_role::system, "instructions"}};
  for (std::size_t i = 0; i < exchanges; ++i) {
    const auto mark = std::to_string(i);
    messages.push_back({message_role::user, mark + std::string(bytes - mark.size(), 'q')});
    messages.push_back({message_role::assistant, std::string(bytes, 'a')});
  }
  messages.push_back({message_role::user, "the last question"});
  return messages;
}

TEST(prompt_history, is_what_lies_between_instructions_and_last_question) {
  EXPECT_EQ(history_bytes_of(conversation(3, 10)), 60U);
  EXPECT_EQ(history_bytes_of(conversation(0, 10)), 0U);
  EXPECT_EQ(history_bytes_of({{message_role::user, "only a question"}}), 0U);
  EXPECT_EQ(history_bytes_of({}), 0U);
  EXPECT_EQ(history_bytes_of({{message_role::system, "no question"}}), 0U);
}

TEST(prompt_history, stays_whole_when_it_fits) {
  auto messages = conversation(3, 10);
  EXPECT_FALSE(shorten_history(messages, 60));
  EXPECT_EQ(messages, conversation(3, 10));
}

TEST(prompt_history, loses_its_oldest_exchanges_and_nothing_else) {
  for (std::size_t exchanges = 1; exchanges < 40; ++exchanges) {
    for (std::size_t bound = 0; bound < exchanges * 20; bound += 7) {
      const auto whole = conversation(exchanges, 10);
      auto messages = whole;
      EXPECT_TRUE(shorten_history(messages, bound));
      EXPECT_LE(history_bytes_of(messages), bound);
      // At least half of the permitted history is kept, in whole exchanges.
      EXPECT_GT(history_bytes_of(messages) + 20, bound / 2);
      ASSERT_GE(messages.size(), 2U);
      EXPECT_EQ(messages.front(), whole.front());
      EXPECT_EQ(messages.size() % 2, 0U) << "only whole exchanges go";
      EXPECT_TRUE(std::equal(messages.rbegin(), messages.rend() - 1, whole.rbegin()));
    }
  }
}

TEST(prompt_history, goes_as_a_whole_when_nothing_of_it_fits) {
  auto messages = conversation(5, 10);
  EXPECT_TRUE(shorten_history(messages, 0));
  EXPECT_EQ(messages, conversation(0, 10));
}

TEST(prompt_history, keeps_its_beginning_while_the_conversation_grows) {
  std::size_t changes = 0;
  std::string beginning;
  for (std::size_t exchanges = 20; exchanges < 60; ++exchanges) {
    auto messages = conversation(exchanges, 10);
    shorten_history(messages, 320);
    changes += messages[1].text == beginning ? 0 : 1;
    beginning = messages[1].text;
  }
  EXPECT_LE(changes, 6U) << "of forty questions";
}

}  // namespace
}  // namespace aurawell
