#include "domain/text/plain_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/text/numerals.hpp"
#include "domain/text/text_numbers.hpp"

namespace aurawell {
namespace {

TEST(plain_text, folds_case_width_quotes_and_traditional_forms) {
  EXPECT_EQ(folded("ＢＭＩ　２７"), "bmi 27");
  EXPECT_EQ(folded("I’m 5’10”"), "i'm 5'10\"");
  EXPECT_EQ(folded("體重80公斤，運動"), "体重80公斤;运动");
}

TEST(plain_text, replaces_broken_bytes_and_controls_by_blanks) {
  EXPECT_EQ(folded("a\xFF\x01z"), "a  z");
}

TEST(plain_text, reads_no_more_than_the_longest_question) {
  std::string text;
  for (int i = 0; i < 9'000; ++i) {
    text += "你";
  }
  EXPECT_EQ(folded(text).size(), longest_text_characters * 3);
}

TEST(plain_text, finds_whole_words_only) {
  EXPECT_TRUE(has_any("i run daily", "run"));
  EXPECT_FALSE(has_any("a crunch", "run"));
  EXPECT_FALSE(has_any("running", "run"));
  EXPECT_TRUE(has_any("running", "run*"));
  EXPECT_TRUE(has_any("我在跑步机上", "跑步"));
}

TEST(plain_text, knows_the_language_of_a_text) {
  EXPECT_EQ(language_of("how are you", language::zh), language::en);
  EXPECT_EQ(language_of("BMI 怎么算", language::en), language::zh);
  EXPECT_EQ(language_of("", language::zh), language::zh);
  EXPECT_EQ(language_of("170 cm 80 kg 🙂", language::zh), language::zh);
  EXPECT_EQ(language_of("123?!", language::en), language::en);
  EXPECT_EQ(language_of("\xE4\xBD", language::en), language::en);
}

TEST(plain_text, cuts_only_between_characters) {
  EXPECT_EQ(character_end("你好", 4), 3U);
  EXPECT_EQ(character_end("ab", 9), 2U);
}

TEST(numerals, become_digits_before_a_unit) {
  EXPECT_EQ(with_digits("睡五个小时"), "睡5个小时");
  EXPECT_EQ(with_digits("三十岁"), "30岁");
  EXPECT_EQ(with_digits("一米七五"), "1米75");
  EXPECT_EQ(with_digits("一百六十斤"), "160斤");
  EXPECT_EQ(with_digits("一百六斤"), "160斤");
  EXPECT_EQ(with_digits("一百零六斤"), "106斤");
  EXPECT_EQ(with_digits("六七个小时"), "6-7个小时");
  EXPECT_EQ(with_digits("sleep five hours"), "sleep 5 hours");
}

TEST(numerals, stay_words_elsewhere) {
  EXPECT_EQ(with_digits("一直很累"), "一直很累");
  EXPECT_EQ(with_digits("someone"), "someone");
}

TEST(text_numbers, reads_groups_decimals_and_ranges) {
  const auto numbers = numbers_in("10,000 steps, 6.5 h; 4-5 hours");
  ASSERT_EQ(numbers.size(), 3U);
  EXPECT_EQ(numbers[0].value, 10'000);
  EXPECT_EQ(numbers[1].value, 6.5);
  EXPECT_EQ(numbers[2].value, 4.5);
  EXPECT_TRUE(numbers[2].is_range);
}

TEST(text_numbers, skips_numbers_inside_words_and_absurd_ones) {
  EXPECT_TRUE(numbers_in("b12 omega3").empty());
  EXPECT_TRUE(numbers_in(std::string(5'000, '9')).empty());
}

TEST(text_numbers, reads_a_bounded_number_of_them) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) {
    text += "7 ";
  }
  EXPECT_EQ(numbers_in(text).size(), most_numbers);
}

TEST(trimmed, leaves_out_blanks_at_both_ends) {
  EXPECT_EQ(trimmed(" \t a b\r"), "a b");
  EXPECT_EQ(trimmed("\na\n"), "\na\n");
  EXPECT_EQ(trimmed("\na\n", "\n"), "a");
  EXPECT_EQ(trimmed("  "), "");
  EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace aurawell
