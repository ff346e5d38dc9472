#include "domain/text/text_pieces.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "domain/text/utf8.hpp"

namespace aurawell {
namespace {

using ::testing::ElementsAre;

std::string joined_text(const std::vector<std::string_view>& pieces) {
  std::string text;
  for (const std::string_view piece : pieces) {
    text += piece;
  }
  return text;
}

TEST(text_pieces, cuts_english_into_words_with_their_blank) {
  EXPECT_THAT(text_pieces("Walk for  20 minutes.\n\n- Rest"),
              ElementsAre("Walk ", "for  ", "20 ", "minutes.\n\n", "- ", "Rest"));
}

TEST(text_pieces, cuts_chinese_into_characters) {
  EXPECT_THAT(text_pieces("你好，BMI 27"), ElementsAre("你", "好", "，", "BMI ", "27"));
}

TEST(text_pieces, keeps_an_accented_word_and_an_emoji_whole) {
  EXPECT_THAT(text_pieces("café 👍🏽 ok"), ElementsAre("café ", "👍🏽 ", "ok"));
}

TEST(text_pieces, gives_nothing_for_nothing) {
  EXPECT_TRUE(text_pieces("").empty());
}

TEST(text_pieces, bounds_a_piece_without_cutting_a_character) {
  std::string endless;
  for (int i = 0; i < 100; ++i) {
    endless += "é";
  }
  const auto pieces = text_pieces(endless);
  EXPECT_GT(pieces.size(), 1U);
  for (const std::string_view piece : pieces) {
    EXPECT_LE(piece.size(), 64U);
    EXPECT_TRUE(utf8_at(piece, 0).valid);
  }
  EXPECT_EQ(joined_text(pieces), endless);
}

TEST(text_pieces, join_to_the_text_whatever_its_bytes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  const std::string alphabet = "a \n你\xFF\xE4\xBD，\xF0\x9F\x91\x8D";
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
      text += alphabet[random() % alphabet.size()];
    }
    const auto pieces = text_pieces(text);
    EXPECT_EQ(joined_text(pieces), text);
    for (const std::string_view piece : pieces) {
      EXPECT_FALSE(piece.empty());
    }
  }
}

struct utf8_case {
  const char* name;
  std::string_view bytes;
  bool valid;
};

TEST(utf8, tells_characters_from_broken_bytes) {
  const utf8_case cases[] = {
      {"ascii", "a", true},
      {"han", "你", true},
      {"emoji", "👍", true},
      {"overlong", "\xC0\x80", false},
      {"overlong of three", "\xE0\x80\x80", false},
      {"surrogate", "\xED\xA0\x80", false},
      {"above the last", "\xF4\x90\x80\x80", false},
      {"cut short", "\xE4\xBD", false},
      {"lone tail", "\x80", false},
  };
  for (const utf8_case& each : cases) {
    EXPECT_EQ(utf8_at(each.bytes, 0).valid, each.valid) << each.name;
  }
}

TEST(utf8, appends_what_it_read) {
  for (const std::string_view text : {"a", "é", "你", "👍"}) {
    std::string copy;
    append_utf8(copy, utf8_at(text, 0).code_point);
    EXPECT_EQ(copy, text);
  }
}

}  // namespace
}  // namespace aurawell
