#include "net/admin/admin_token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::write_private_file;
using ::testing::HasSubstr;
using ::testing::Not;

class admin_token_test : public ::testing::Test {
 protected:
  result<std::string> read(const std::string& content) {
    write_private_file(folder / "token", content);
    return read_admin_token((folder / "token").string());
  }

  test_support::temp_folder folder;
  const std::string good = std::string(31, 'a') + "~";
};

TEST_F(admin_token_test, is_one_line_of_a_file) {
  for (const auto* end : {"", "\n", "\r\n"}) {
    const auto token = read(good + end);
    ASSERT_TRUE(token) << token.failure().detail;
    EXPECT_EQ(*token, good);
  }
}

TEST_F(admin_token_test, is_long_and_has_no_blanks) {
  for (const auto& bad : {std::string{}, std::string(31, 'a'), std::string(513, 'a'), good + " b",
                          good + "\nb", good + "\xC3\xA9", " " + good}) {
    const auto token = read(bad);
    ASSERT_FALSE(token) << bad;
    EXPECT_THAT(token.failure().detail, HasSubstr("openssl rand -hex 32"));
    EXPECT_THAT(token.failure().detail, Not(HasSubstr("aaa")));
  }
}

TEST_F(admin_token_test, is_kept_from_other_users_of_the_machine) {
  std::ofstream{folder / "open"} << good;
  std::filesystem::permissions(folder / "open", std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const auto token = read_admin_token((folder / "open").string());
  ASSERT_FALSE(token);
  EXPECT_THAT(token.failure().detail, HasSubstr("chmod o-r"));
  EXPECT_FALSE(read_admin_token((folder / "missing").string()));
}

TEST_F(admin_token_test, is_compared_as_a_whole) {
  admin_token token{good};
  EXPECT_TRUE(token.is(good));
  for (const auto& other : {std::string{}, good.substr(1), good + "a", std::string(32, 'a')}) {
    EXPECT_FALSE(token.is(other));
  }
  token.replace(std::string(32, 'b'));
  EXPECT_FALSE(token.is(good));
  EXPECT_TRUE(token.is(std::string(32, 'b')));
}

}  // namespace
}  // namespace aurawell::net
