#include "domain/text/phrase_text.hpp"

#include <gtest/gtest.h>

namespace aurawell::safety {
namespace {

bool says(const char* text, const char* written) {
  return phrase{written}.find(phrase_text(text), 0).has_value();
}

TEST(phrase_text, writes_words_as_the_tables_do) {
  EXPECT_EQ(phrase_text("I Can’t  breathe"), "i cant breathe");
  EXPECT_EQ(phrase_text("胸 口 疼"), "胸口疼");
  EXPECT_EQ(phrase_text("胸口 pain 很 bad"), "胸口 pain 很 bad");
  EXPECT_EQ(phrase_text("自\u200B杀"), "自杀");
  EXPECT_EQ(phrase_text("ｃｈｅｓｔ"), "chest");
  EXPECT_EQ(phrase_text("癲癇"), "癫痫");
  EXPECT_EQ(phrase_text("39.5, 39,5 and 170/110"), "39.5, 39,5 and 170/110");
  EXPECT_EQ(phrase_text("I'm 5'10\" tall"), "im 5 10 tall");
}

TEST(phrase, matches_whole_words_and_any_ending_at_a_star) {
  EXPECT_TRUE(says("a lump here", "lump"));
  EXPECT_FALSE(says("a plump hen", "lump"));
  EXPECT_FALSE(says("lumpy", "lump"));
  EXPECT_TRUE(says("suicidal", "suicid*"));
}

TEST(phrase, reaches_over_a_few_words_of_the_same_clause) {
  EXPECT_TRUE(says("her face suddenly drooped", "face~droop*"));
  EXPECT_TRUE(says("嘴巴有点歪", "嘴~歪"));
  EXPECT_TRUE(says("嘴歪", "嘴~歪"));
  EXPECT_FALSE(says("face it, the flowers droop", "face~droop*"));
  EXPECT_FALSE(says("face after face passed and at the very end all drooped", "face~droop*"));
  EXPECT_TRUE(says("fever of 39.5 for 3 days", "fever~3 days"));
}

TEST(phrase, goes_on_looking_after_a_half_match) {
  EXPECT_TRUE(says("my face is red; her face droops", "face~droop*"));
}

TEST(clause, lies_between_punctuation_and_turns) {
  const std::string text = phrase_text("I am fine, no pain but dizzy. Temp 38.5 now");
  const auto clause_of = [&](const char* word) {
    const auto at = phrase{word}.find(text, 0);
    const text_span clause = clause_around(text, *at);
    return text.substr(clause.begin, clause.end - clause.begin);
  };
  EXPECT_EQ(clause_of("pain"), " no pain");
  EXPECT_EQ(clause_of("dizzy"), "dizzy");
  EXPECT_EQ(clause_of("now"), " temp 38.5 now");
}

TEST(phrase, is_never_ruled_out_where_it_stands) {
  const char* const written[] = {"face~droop*", "嘴~歪", "lump", "ab", "胸口疼"};
  const char* const texts[] = {"her face droops", "嘴有点歪", "a lump", "ab", "说胸口疼"};
  for (std::size_t i = 0; i < std::size(written); ++i) {
    EXPECT_TRUE(phrase{written[i]}.may_be_in(triple_set{texts[i]})) << written[i];
  }
  EXPECT_FALSE(phrase{"lump"}.may_be_in(triple_set{"a lamp on a hump"}));
  EXPECT_FALSE(phrase{"胸口疼"}.may_be_in(triple_set{"胸口不适"}));
}

}  // namespace
}  // namespace aurawell::safety
