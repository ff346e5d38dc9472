#include "domain/error.hpp"

#include <gtest/gtest.h>

#include <set>

namespace aurawell {
namespace {

constexpr int code_count = static_cast<int>(ec::rate_limited) + 1;

TEST(error, every_code_comes_back_from_its_text) {
  for (int i = 0; i < code_count; ++i) {
    const auto code = static_cast<ec>(i);
    EXPECT_EQ(ec_from_string(to_string(code)), code) << to_string(code);
  }
}

TEST(error, no_two_codes_share_a_text) {
  std::set<std::string_view> texts;
  for (int i = 0; i < code_count; ++i) {
    texts.insert(to_string(static_cast<ec>(i)));
  }
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(code_count));
}

TEST(error, unknown_texts_have_no_code) {
  for (const auto* text : {"", "AI_1401 ", "ai_1401", "AI_14", "AI_14011", "SYSTEM_9999"}) {
    EXPECT_FALSE(ec_from_string(text)) << text;
  }
}

TEST(error, published_names_keep_their_meaning) {
  EXPECT_EQ(to_string(ec::token_invalid), "AUTH_1003");
  EXPECT_EQ(to_string(ec::bad_format), "VALIDATION_1103");
  EXPECT_EQ(to_string(ec::user_exists), "USER_1202");
  EXPECT_EQ(to_string(ec::ai_unavailable), "AI_1401");
  EXPECT_EQ(to_string(ec::upstream_rate_limited), "EXTERNAL_1502");
  EXPECT_EQ(to_string(ec::database_unreachable), "DB_1602");
  EXPECT_EQ(to_string(ec::timed_out), "SYSTEM_1703");
}

TEST(error, only_what_may_pass_by_itself_is_retryable) {
  const std::set<ec> expected{
      ec::ai_unavailable,       ec::upstream_failed, ec::upstream_rate_limited,
      ec::upstream_unreachable, ec::database_failed, ec::database_unreachable,
      ec::unavailable,          ec::timed_out,       ec::rate_limited};
  for (int i = 0; i < code_count; ++i) {
    const auto code = static_cast<ec>(i);
    EXPECT_EQ(is_retryable(code), expected.contains(code)) << to_string(code);
  }
}

}  // namespace
}  // namespace aurawell
