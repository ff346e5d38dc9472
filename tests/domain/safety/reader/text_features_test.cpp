#include "domain/safety/reader/text_features.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace aurawell::safety {
namespace {

std::set<std::uint32_t> rows_of(std::string_view words) {
  std::set<std::uint32_t> rows;
  for (const text_feature& each : features_of(words, built_in_lexicon()).rows) {
    EXPECT_TRUE(rows.insert(each.row).second);
    EXPECT_LT(each.row, feature_rows);
  }
  return rows;
}

TEST(text_features, have_length_one) {
  for (const std::string words : {"", "胸口疼，左胳膊麻", "i took 40 of them, what now?"}) {
    double sum = 0;
    for (const text_feature& each : features_of(words, built_in_lexicon()).rows) {
      sum += each.weight * each.weight;
    }
    EXPECT_NEAR(sum, 1, 1e-4) << words;
  }
}

TEST(text_features, are_the_same_for_the_same_words_in_other_letters) {
  EXPECT_EQ(rows_of("I CAN’T breathe"), rows_of("i can't breathe"));
  EXPECT_EQ(rows_of("頭暈，嘔吐"), rows_of("头晕,呕吐"));
}

TEST(text_features, differ_by_order_denial_and_size_of_numbers) {
  EXPECT_NE(rows_of("pain after fall"), rows_of("fall after pain"));
  EXPECT_NE(rows_of("no chest pain"), rows_of("chest pain no"));
  EXPECT_NE(rows_of("烧到37.1度"), rows_of("烧到40.9度"));
}

// All numbers below 1/28 have the same size class; so have 5.01 and 5.02.
TEST(text_features, are_defined_for_numbers_near_zero) {
  const auto unshared = [](std::string_view one, std::string_view other) {
    const auto some = rows_of(one);
    const auto more = rows_of(other);
    return std::count_if(some.begin(), some.end(),
                         [&](std::uint32_t each) { return more.count(each) == 0; });
  };
  EXPECT_EQ(unshared("0.01 mg", "0.02 mg"), unshared("5.01 mg", "5.02 mg"));
}

TEST(text_features, share_most_letters_with_a_word_misspelt) {
  const auto right = rows_of("unconscious");
  const auto wrong = rows_of("unconcious");
  std::size_t shared = 0;
  for (const std::uint32_t each : wrong) {
    shared += right.count(each);
  }
  EXPECT_GT(shared * 2, wrong.size());
}

TEST(text_features, know_whether_a_concept_is_said) {
  EXPECT_TRUE(features_of("he has a seizure", built_in_lexicon()).says_a_concept);
  EXPECT_FALSE(features_of("and whose", built_in_lexicon()).says_a_concept);
  EXPECT_FALSE(features_of("", built_in_lexicon()).says_a_concept);
}

TEST(text_features, are_bounded) {
  std::string words;
  for (int i = 0; i < 4'000; ++i) {
    words += static_cast<char>('a' + i * i % 26);
    words += i % 7 == 0 ? " " : "";
  }
  EXPECT_LE(features_of(words, built_in_lexicon()).rows.size(), most_features);
}

}  // namespace
}  // namespace aurawell::safety
