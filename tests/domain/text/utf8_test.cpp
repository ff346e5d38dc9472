#include "domain/text/utf8.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

void expect_invalid(std::string_view text) {
  const auto step = utf8_at(text, 0);
  EXPECT_FALSE(step.valid);
  EXPECT_EQ(step.length, 1U);
  EXPECT_EQ(step.code_point, U'�');
}

TEST(utf8, reads_characters_of_every_length) {
  const std::string text = "aé健😀";
  std::size_t at = 0;
  for (const char32_t expected : {U'a', U'é', U'健', U'😀'}) {
    const auto step = utf8_at(text, at);
    EXPECT_TRUE(step.valid);
    EXPECT_EQ(step.code_point, expected);
    at += step.length;
  }
  EXPECT_EQ(at, text.size());
}

TEST(utf8, every_scalar_value_comes_back_as_it_was_written) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) {
      continue;
    }
    std::string text;
    append_utf8(text, value);
    const auto step = utf8_at(text, 0);
    ASSERT_TRUE(step.valid) << std::hex << static_cast<unsigned>(value);
    ASSERT_EQ(step.code_point, value);
    ASSERT_EQ(step.length, text.size());
    ASSERT_EQ(count_code_points(text), 1U);
  }
}

TEST(utf8, overlong_forms_are_invalid) {
  expect_invalid("\xC0\x80");
  expect_invalid("\xC1\xBF");
  expect_invalid("\xE0\x9F\xBF");
  expect_invalid("\xF0\x8F\xBF\xBF");
}

TEST(utf8, surrogates_and_values_past_the_last_plane_are_invalid) {
  expect_invalid("\xED\xA0\x80");
  expect_invalid("\xED\xBF\xBF");
  expect_invalid("\xF4\x90\x80\x80");
  expect_invalid("\xF5\x80\x80\x80");
  expect_invalid("\xFF");
}

TEST(utf8, a_continuation_without_a_beginning_is_invalid) {
  expect_invalid("\x80");
  expect_invalid(
      "\xBF"
      "abc");
}

TEST(utf8, a_character_that_is_cut_off_is_invalid) {
  const std::string whole = "😀";
  for (std::size_t kept = 1; kept < whole.size(); ++kept) {
    // A view whose missing bytes do follow its end in memory.
    expect_invalid(std::string_view{whole}.substr(0, kept));
    expect_invalid(whole.substr(0, kept) + "abc");
  }
}

TEST(utf8, reading_goes_on_behind_an_invalid_byte) {
  const std::string text =
      "\xE5"
      "a";
  EXPECT_FALSE(utf8_at(text, 0).valid);
  const auto step = utf8_at(text, 1);
  EXPECT_TRUE(step.valid);
  EXPECT_EQ(step.code_point, U'a');
}

TEST(utf8, a_text_is_valid_when_all_of_it_is) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("aé健😀"));
  EXPECT_FALSE(is_utf8("a\xE5\x81"));
  EXPECT_FALSE(is_utf8("\xFF健"));
  EXPECT_FALSE(is_utf8("健\x80健"));
}

TEST(utf8, counts_characters_not_bytes) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("abc"), 3U);
  EXPECT_EQ(count_code_points("我最近很累"), 5U);
  EXPECT_EQ(count_code_points("é😀"), 2U);
}

TEST(utf8, han_is_ideographs_without_punctuation_and_kana) {
  for (const char32_t character : {U'一', U'龥', U'㐀', U'𠀀', U'豈'}) {
    EXPECT_TRUE(is_han(character)) << static_cast<unsigned>(character);
  }
  for (const char32_t character : {U'a', U'。', U'，', U'あ', U'ア', U'😀', U'한'}) {
    EXPECT_FALSE(is_han(character)) << static_cast<unsigned>(character);
  }
}

}  // namespace
}  // namespace aurawell
