#include "domain/safety/reader/text_tokens.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aurawell::safety {
namespace {

std::vector<std::string> token_texts(std::string_view words) {
  const token_list list = text_tokens_of(words);
  std::vector<std::string> texts;
  for (std::size_t i = 1; i + 1 < list.tokens.size(); ++i) {
    texts.push_back(list.text.substr(list.tokens[i].begin, list.tokens[i].size));
  }
  return texts;
}

TEST(text_tokens, are_characters_words_numbers_and_marks) {
  const std::vector<std::string> expected{"我", "38.5", "度", ";", "cant", "sleep", "?"};
  EXPECT_EQ(token_texts("我38.5度，can't sleep?"), expected);
}

TEST(text_tokens, ignore_width_case_quotes_and_traditional_forms) {
  EXPECT_EQ(token_texts("ＣＡＮ’Ｔ　breathe"), token_texts("cant breathe"));
  EXPECT_EQ(token_texts("頭暈"), token_texts("头晕"));
}

TEST(text_tokens, give_numbers_of_equal_length_one_shape) {
  const token_list list = text_tokens_of("38.5 41 120");
  EXPECT_EQ(list.tokens[1].shape, list.tokens[2].shape);
  EXPECT_NE(list.tokens[1].exact, list.tokens[2].exact);
  EXPECT_NE(list.tokens[2].shape, list.tokens[3].shape);
}

TEST(text_tokens, stand_between_two_edges) {
  const token_list list = text_tokens_of("");
  ASSERT_EQ(list.tokens.size(), 2U);
  EXPECT_EQ(list.tokens.front().kind, text_token_kind::edge);
}

TEST(text_tokens, end_at_the_longest_text) {
  std::string words;
  for (std::size_t i = 0; i < longest_read_text + 500; ++i) {
    words += "疼";
  }
  EXPECT_EQ(text_tokens_of(words).tokens.size(), longest_read_text + 2);
}

}  // namespace
}  // namespace aurawell::safety
