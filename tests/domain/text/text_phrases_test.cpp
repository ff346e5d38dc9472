#include "domain/text/text_phrases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "domain/coach/coach.hpp"
#include "domain/text/text_pieces.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

using ::testing::ElementsAre;

constexpr std::size_t any_number = 1'000'000;

std::vector<std::string> texts_of(std::string_view text, std::size_t most = any_number) {
  std::vector<std::string> texts;
  for (const auto& phrase : text_phrases(text, most)) {
    texts.emplace_back(phrase.text);
  }
  return texts;
}

TEST(text_phrases, cuts_chinese_behind_its_punctuation) {
  EXPECT_THAT(texts_of("你最近总是觉得很疲劳，先从睡眠开始。每天晚上十一点之前上床！"),
              ElementsAre("你最近总是觉得很疲劳，", "先从睡眠开始。每天晚上十一点之前上床！"));
}

TEST(text_phrases, cuts_english_between_words) {
  EXPECT_THAT(
      texts_of("Walk for twenty minutes after lunch, then rest. Drink a glass of water before"
               " each meal and skip sugar."),
      ElementsAre("Walk for twenty minutes after lunch, ",
                  "then rest. Drink a glass of water before each ", "meal and skip sugar."));
}

TEST(text_phrases, begins_no_phrase_with_a_closing_mark) {
  for (const auto& phrase :
       texts_of("一二三四五六七八九十一二三四五六七八，九十（一二三四五六七八九十"
                "一二三四五六七八九）。")) {
    EXPECT_FALSE(phrase.starts_with("，") || phrase.starts_with("）") || phrase.starts_with("。"))
        << phrase;
  }
}

TEST(text_phrases, counts_words_and_characters) {
  const auto phrases = text_phrases("BMI 是 27，要多走路", any_number);
  ASSERT_EQ(phrases.size(), 1U);
  EXPECT_EQ(phrases[0].tokens, text_pieces("BMI 是 27，要多走路").size());
}

TEST(text_phrases, gives_nothing_for_nothing) {
  EXPECT_TRUE(text_phrases("", 1).empty());
}

TEST(text_phrases, gives_longer_ones_rather_than_too_many) {
  std::string text;
  for (int i = 0; i < 2000; ++i) {
    text += "今天走路，";
  }
  for (const std::size_t most : {1U, 2U, 7U, 80U}) {
    const auto count = text_phrases(text, most).size();
    EXPECT_LE(count, most);
    EXPECT_GT(count, most / 2);
  }
}

TEST(text_phrases, join_to_the_text_whatever_its_bytes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  const std::string alphabet = "a \n你\xFF\xE4\xBD，。\xF0\x9F\x91\x8D";
  for (int round = 0; round < 200; ++round) {
    std::string text, joined;
    for (int i = 0; i < 300; ++i) {
      text += alphabet[random() % alphabet.size()];
    }
    std::size_t tokens = 0;
    const auto phrases = text_phrases(text, 1 + random() % 40);
    for (const auto& phrase : phrases) {
      EXPECT_FALSE(phrase.text.empty());
      joined += phrase.text;
      tokens += phrase.tokens;
    }
    EXPECT_EQ(joined, text);
    EXPECT_EQ(tokens, text_pieces(text).size());
  }
}

}  // namespace
}  // namespace aurawell
