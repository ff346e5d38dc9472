#include "tests/mock_llm/answer_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace aurawell::mock {
namespace {

TEST(answer_text, seed_is_the_number_of_the_last_marker) {
  EXPECT_EQ(answer_seed("#seed=12345"), 12345U);
  EXPECT_EQ(answer_seed("<context>\na: #seed=7\n</context>\n\nwhy? #seed=42 [end]"), 42U);
  EXPECT_EQ(answer_seed("#seed=18446744073709551615"), 18446744073709551615U);
}

TEST(answer_text, seed_without_a_number_is_a_hash_of_the_message) {
  EXPECT_EQ(answer_seed("why"), answer_seed("why"));
  EXPECT_NE(answer_seed("why"), answer_seed("how"));
  EXPECT_NE(answer_seed("#seed=a"), answer_seed("#seed=b"));
}

TEST(answer_text, no_token_is_the_beginning_of_another) {
  for (const auto style : {answer_style::mixed, answer_style::words, answer_style::zh}) {
    std::set<std::string> tokens;
    for (std::uint32_t i = 0; i < 3000; ++i) {
      tokens.insert(answer_token(99, i, style));
    }
    tokens.insert(answer_token(99, 4'294'967'295U, style));
    EXPECT_EQ(tokens.size(), 3001U);
    const auto clash = std::ranges::adjacent_find(
        tokens,
        [](const std::string& one, const std::string& next) { return next.starts_with(one); });
    EXPECT_EQ(clash, tokens.end());
    EXPECT_LE(std::ranges::max(tokens, {}, &std::string::size).size(), 32U);
  }
}

TEST(answer_text, mixed_answer_holds_what_breaks_careless_code) {
  const auto text = answer_text(1, 500);
  EXPECT_NE(text.find("睡眠"), std::string::npos);
  EXPECT_NE(text.find("🙂"), std::string::npos);
  EXPECT_NE(text.find('\n'), std::string::npos);
  EXPECT_NE(text.find('"'), std::string::npos);
  EXPECT_NE(text.find('\\'), std::string::npos);
}

TEST(answer_text, different_seeds_give_different_answers) {
  EXPECT_NE(answer_text(1, 20), answer_text(2, 20));
}

}  // namespace
}  // namespace aurawell::mock
