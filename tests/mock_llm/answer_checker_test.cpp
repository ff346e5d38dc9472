#include "tests/mock_llm/answer_checker.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::mock {
namespace {

constexpr std::uint64_t checked_seed = 5;

answer_checker::findings check(std::string_view text, std::size_t piece = 7) {
  answer_checker checker{checked_seed};
  for (std::size_t at = 0; at < text.size(); at += piece) {
    checker.feed(text.substr(at, piece));
  }
  return checker.finish();
}

std::string tokens(std::initializer_list<std::uint32_t> indexes, std::uint32_t count) {
  std::string text;
  for (const auto i : indexes) {
    text += answer_token(checked_seed, i);
  }
  return text + answer_end(count);
}

TEST(answer_checker, accepts_an_answer_in_pieces_of_every_size) {
  const auto text = answer_text(checked_seed, 60);
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const auto found = check(text, piece);
    ASSERT_TRUE(found.complete()) << piece;
    ASSERT_EQ(found.tokens, 60U);
  }
}

TEST(answer_checker, allows_text_of_the_server_before_and_after) {
  const auto found = check("请立即拨打 120。t12 hours [ends]\n\n" + answer_text(checked_seed, 9) +
                           "\n\n本回答由 AI 生成");
  EXPECT_TRUE(found.complete());
  EXPECT_EQ(found.tokens, 9U);
}

TEST(answer_checker, counts_a_lost_token) {
  const auto found = check(tokens({0, 1, 3, 4}, 5));
  EXPECT_FALSE(found.complete());
  EXPECT_EQ(found.lost, 1U);
  EXPECT_EQ(found.reordered, 0U);
}

TEST(answer_checker, counts_lost_tokens_at_both_ends) {
  EXPECT_EQ(check(tokens({1, 2}, 3)).lost, 1U);
  EXPECT_EQ(check(tokens({0, 1}, 3)).lost, 1U);
}

TEST(answer_checker, counts_a_repeated_token) {
  const auto found = check(tokens({0, 1, 1, 2}, 3));
  EXPECT_FALSE(found.complete());
  EXPECT_EQ(found.repeated, 1U);
  EXPECT_EQ(found.lost, 0U);
}

TEST(answer_checker, counts_a_reordered_token_as_not_lost) {
  const auto found = check(tokens({0, 2, 1, 3}, 4));
  EXPECT_FALSE(found.complete());
  EXPECT_EQ(found.reordered, 1U);
  EXPECT_EQ(found.lost, 0U);
}

TEST(answer_checker, notices_foreign_bytes_between_tokens) {
  const auto found =
      check(answer_token(checked_seed, 0) + "oops" + answer_token(checked_seed, 1) + answer_end(2));
  EXPECT_FALSE(found.complete());
  EXPECT_EQ(found.stray_bytes, 4U);
  EXPECT_EQ(found.tokens, 2U);
}

TEST(answer_checker, notices_an_answer_without_its_end) {
  EXPECT_FALSE(check(answer_token(checked_seed, 0)).complete());
  EXPECT_FALSE(check("").complete());
}

TEST(answer_checker, notices_the_answer_to_another_question) {
  const auto found = check(answer_text(checked_seed + 1, 20));
  EXPECT_FALSE(found.complete());
}

TEST(answer_checker, notices_an_end_that_comes_too_early) {
  EXPECT_FALSE(check(tokens({0, 1, 2}, 2)).complete());
}

TEST(answer_checker, hands_out_the_stamps_and_skips_them) {
  std::string text;
  for (std::uint32_t i = 0; i < 10; ++i) {
    text += answer_stamp(1000 + i) + answer_token(checked_seed, i);
  }
  text += answer_end(10);
  answer_checker checker{checked_seed};
  std::vector<std::uint64_t> stamps;
  for (const auto c : text) {
    checker.feed({&c, 1}, [&](std::uint64_t at) { stamps.push_back(at); });
  }
  EXPECT_TRUE(checker.finish().complete());
  ASSERT_EQ(stamps.size(), 10U);
  EXPECT_EQ(stamps.front(), 1000U);
  EXPECT_EQ(stamps.back(), 1009U);
}

TEST(answer_checker, tells_in_the_middle_what_was_overtaken) {
  answer_checker checker{7};
  checker.feed(answer_token(7, 0) + answer_token(7, 2) + answer_token(7, 3).substr(0, 4));
  EXPECT_EQ(checker.so_far().lost, 1U);
  EXPECT_EQ(checker.so_far().stray_bytes, 0U) << "the rest of a token may still come";
  checker.feed(answer_token(7, 3).substr(4) + answer_token(7, 1));
  EXPECT_EQ(checker.so_far().lost, 0U);
  EXPECT_EQ(checker.so_far().reordered, 1U);
}

}  // namespace
}  // namespace aurawell::mock
