#include "domain/safety/words/token.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

std::vector<double> numbers_of(const char* text) {
  std::vector<double> numbers;
  const std::string folded = phrase_text(text);
  for (const token& each : tokens_of(folded)) {
    if (each.kind == token_kind::number) {
      numbers.push_back(each.low);
    }
  }
  return numbers;
}

TEST(token, keeps_numbers_that_may_measure_something) {
  EXPECT_EQ(numbers_of("bp210/125, temp 39.5"), (std::vector<double>{210, 125, 39.5}));
  EXPECT_EQ(numbers_of("SpO2: 84%"), (std::vector<double>{84}));
  EXPECT_EQ(numbers_of("发烧三天，38度5"), (std::vector<double>{3, 38, 5}));
}

TEST(token, leaves_out_dates_times_prices_and_names) {
  for (const char* text :
       {"2020-01-05", "1/2/2020", "138-1234-5678", "8:40", "$105", "¥ 84", "#911", "第38", "b12",
        "h1n1", "13812345678", "一直", "十分难受", "covid19"}) {
    EXPECT_TRUE(numbers_of(text).empty()) << text;
  }
}

TEST(token, ends_clauses_at_punctuation_but_not_within_numbers) {
  const std::string text = phrase_text("39.5. 84, 3? 好。");
  const auto tokens = tokens_of(text);
  EXPECT_EQ(std::count_if(tokens.begin(), tokens.end(),
                          [](const token& t) { return t.kind == token_kind::clause_end; }),
            4);
}

TEST(token, gives_a_word_of_several_meanings_as_several_tokens) {
  const auto tokens = tokens_of("fever");
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].begin, tokens[1].begin);
  EXPECT_TRUE(tokens[0].is(word_kind::label, quantity::temperature));
  EXPECT_TRUE(tokens[1].is(word_kind::fact, fact::fever));
}

TEST(token, takes_the_longest_word_and_whole_words_only) {
  EXPECT_TRUE(tokens_of("hrx").empty());
  const auto tokens = tokens_of("blood pressure pills");
  ASSERT_FALSE(tokens.empty());
  EXPECT_EQ(tokens.front().end, std::string_view{"blood pressure pills"}.size());
}

}  // namespace
}  // namespace aurawell::safety
