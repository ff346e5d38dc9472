#include "domain/chat/texts.hpp"

#include <gtest/gtest.h>

#include <set>

#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

constexpr int phrase_count = static_cast<int>(phrase::closing_for_restart) + 1;
constexpr int codes = static_cast<int>(ec::rate_limited) + 1;

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8_at(text, at);
    if (is_han(step.code_point)) {
      return true;
    }
    at += step.length;
  }
  return false;
}

void expect_both_languages(std::string_view zh, std::string_view en) {
  EXPECT_TRUE(has_han(zh)) << zh;
  EXPECT_FALSE(en.empty());
  EXPECT_FALSE(has_han(en)) << en;
}

TEST(texts, every_phrase_is_said_in_both_languages) {
  for (int i = 0; i < phrase_count; ++i) {
    SCOPED_TRACE(i);
    const auto key = static_cast<phrase>(i);
    expect_both_languages(say(key, language::zh), say(key, language::en));
  }
}

TEST(texts, every_failure_is_explained_in_both_languages) {
  for (int i = 0; i < codes; ++i) {
    SCOPED_TRACE(to_string(static_cast<ec>(i)));
    const auto key = static_cast<ec>(i);
    expect_both_languages(say(key, language::zh), say(key, language::en));
  }
}

TEST(texts, no_two_phrases_say_the_same) {
  std::set<std::string_view> seen;
  for (int i = 0; i < phrase_count; ++i) {
    seen.insert(say(static_cast<phrase>(i), language::zh));
    seen.insert(say(static_cast<phrase>(i), language::en));
  }
  EXPECT_EQ(seen.size(), 2U * phrase_count);
}

TEST(texts, phrases_stand_at_their_own_place) {
  EXPECT_EQ(say(phrase::welcome, language::en).substr(0, 7), "Welcome");
  EXPECT_EQ(say(phrase::done, language::zh), "回答完成");
  EXPECT_EQ(say(phrase::cancelled, language::en), "Stopped");
  EXPECT_NE(say(phrase::closing_for_restart, language::en).find("restart"), std::string::npos);
}

}  // namespace
}  // namespace aurawell
