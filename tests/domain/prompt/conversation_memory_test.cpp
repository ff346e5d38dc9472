#include "domain/prompt/conversation_memory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace aurawell {
namespace {

conversation_key key_of(const std::string& user, const std::string& conversation,
                        const std::string& member = "m") {
  return {{user}, {member}, {conversation}};
}

past_readings of_text(std::string text) {
  past_readings readings;
  readings.told.push_back(std::make_shared<const told_reading>(told_reading{std::move(text)}));
  return readings;
}

/// Keeps a short text.
void keep(conversation_memory& memory, const conversation_key& key) {
  memory.keep(key, of_text("hello"), memory.removals());
}

TEST(conversation_memory, gives_back_what_was_kept_for_a_conversation) {
  conversation_memory memory;
  EXPECT_EQ(memory.find(key_of("u", "a")), nullptr);
  memory.keep(key_of("u", "a"), of_text("hello"), memory.removals());
  ASSERT_NE(memory.find(key_of("u", "a")), nullptr);
  EXPECT_EQ(memory.find(key_of("u", "a"))->told.back()->text, "hello");
  for (const auto& other : {key_of("v", "a"), key_of("u", "b"), key_of("u", "a", "n")}) {
    EXPECT_EQ(memory.find(other), nullptr);
  }
}

TEST(conversation_memory, counts_what_it_holds_and_what_it_was_asked) {
  conversation_memory memory;
  memory.find(key_of("u", "a"));
  keep(memory, key_of("u", "a"));
  memory.find(key_of("u", "a"));
  memory.find(key_of("u", "a"));
  const auto status = memory.status();
  EXPECT_EQ(status.conversations, 1U);
  EXPECT_GT(status.bytes, 0U);
  EXPECT_EQ(status.hits, 2U);
  EXPECT_EQ(status.misses, 1U);
}

TEST(conversation_memory, forgets_the_conversation_that_was_not_used_for_longest) {
  conversation_memory memory{{.conversations = 2}};
  keep(memory, key_of("u", "a"));
  keep(memory, key_of("u", "b"));
  memory.find(key_of("u", "a"));
  keep(memory, key_of("u", "c"));
  EXPECT_NE(memory.find(key_of("u", "a")), nullptr);
  EXPECT_EQ(memory.find(key_of("u", "b")), nullptr);
  EXPECT_NE(memory.find(key_of("u", "c")), nullptr);
}

TEST(conversation_memory, holds_no_more_bytes_than_allowed) {
  conversation_memory one;
  keep(one, key_of("u", "a"));
  const auto size = static_cast<std::size_t>(one.status().bytes);
  conversation_memory memory{{.bytes = 2 * size + size / 2}};
  for (const char* const name : {"a", "b", "c"}) {
    keep(memory, key_of("u", name));
  }
  EXPECT_EQ(memory.status().conversations, 2U);
  EXPECT_EQ(memory.status().bytes, 2 * size);
  memory.keep(key_of("u", "c"), of_text(std::string(3 * size, 'x')), memory.removals());
  EXPECT_EQ(memory.find(key_of("u", "c")), nullptr) << "what it held is out of date";
  EXPECT_NE(memory.find(key_of("u", "b")), nullptr);
}

TEST(conversation_memory, holds_nothing_if_it_may_not) {
  conversation_memory memory{{.conversations = 0}};
  keep(memory, key_of("u", "a"));
  EXPECT_EQ(memory.status().conversations, 0U);
  EXPECT_EQ(memory.status().bytes, 0U);
}

TEST(conversation_memory, obeys_a_lower_limit_at_once) {
  conversation_memory memory;
  keep(memory, key_of("u", "a"));
  keep(memory, key_of("u", "b"));
  memory.limit({.conversations = 1});
  EXPECT_EQ(memory.find(key_of("u", "a")), nullptr);
  EXPECT_NE(memory.find(key_of("u", "b")), nullptr);
}

TEST(conversation_memory, forgets_what_was_removed_and_nothing_else) {
  const conversation_key all[] = {key_of("u", "a"), key_of("u", "b"), key_of("u", "a", "n"),
                                  key_of("uu", "a"), key_of("t", "a")};
  const struct {
    removal removed;
    std::size_t left;
  } removals[] = {
      {{{"u"}, member_id{"m"}, conversation_id{"a"}}, 4},
      {{{"u"}, member_id{"m"}, {}}, 3},
      {{{"u"}, {}, {}}, 2},
      {{{"nobody"}, {}, {}}, 5},
  };
  for (const auto& each : removals) {
    conversation_memory memory;
    for (const auto& key : all) {
      keep(memory, key);
    }
    memory.forget(each.removed);
    EXPECT_EQ(memory.status().conversations, each.left);
    EXPECT_NE(memory.find(key_of("uu", "a")), nullptr);
    EXPECT_NE(memory.find(key_of("t", "a")), nullptr);
  }
}

TEST(conversation_memory, keeps_nothing_that_was_read_before_a_removal) {
  conversation_memory memory;
  const auto removals = memory.removals();
  memory.forget({{"u"}, {}, {}});
  memory.keep(key_of("u", "a"), of_text("removed"), removals);
  EXPECT_EQ(memory.status().conversations, 0U);
  EXPECT_EQ(memory.status().bytes, 0U);
}

}  // namespace
}  // namespace aurawell
