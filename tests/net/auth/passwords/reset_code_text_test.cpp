#include "net/auth/passwords/reset_code_text.hpp"

#include <gmock/gmock.h>

#include <set>

namespace aurawell::net {
namespace {

using ::testing::MatchesRegex;

const user_id code_asker{"ann"};

TEST(reset_code_text, draws_codes_that_people_can_type) {
  std::set<std::string> all;
  for (int i = 0; i < 100; ++i) {
    const auto code = draw_reset_code();
    EXPECT_THAT(code, MatchesRegex("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
    EXPECT_TRUE(all.insert(code).second);
  }
}

TEST(reset_code_text, reads_a_code_however_it_is_typed) {
  const auto kept = hash_reset_code(code_asker, "0123-1ABC-0EFG-1JKM");
  ASSERT_TRUE(kept);
  for (const auto* typed : {"01231ABC0EFG1JKM", "0123 1abc 0efg 1jkm", "o123-iabc-OEFG-LJKM"}) {
    EXPECT_EQ(hash_reset_code(code_asker, typed), kept) << typed;
  }
  EXPECT_NE(hash_reset_code(code_asker, "0123-1ABC-0EFG-1JKN"), kept);
  EXPECT_NE(hash_reset_code({"bob"}, "0123-1ABC-0EFG-1JKM"), kept);
}

TEST(reset_code_text, keeps_nothing_of_the_code) {
  const auto code = draw_reset_code();
  const auto kept = hash_reset_code(code_asker, code);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->find(code.substr(0, 4)), std::string::npos);
}

TEST(reset_code_text, refuses_what_can_be_no_code) {
  for (const auto& text :
       {std::string{}, std::string{"0123"}, std::string{"0123-1ABC-0EFG-1JKM-0"},
        std::string{"0123-1ABC-0EFG-1JKU"}, std::string(65, '-'), std::string(1'000'000, '0'),
        std::string(16, '\0'), std::string(16, '\xff')}) {
    EXPECT_FALSE(hash_reset_code(code_asker, text)) << text.substr(0, 30);
  }
}

}  // namespace
}  // namespace aurawell::net
