#include "net/auth/tokens/key_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "net/auth/tokens/jwks_file.hpp"
#include "net/auth/tokens/token_keys.hpp"
#include "tests/net/auth/tokens/made_key.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using std::filesystem::perms;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr auto by_owner = perms::owner_read | perms::owner_write;

class a_key_file : public ::testing::Test {
 protected:
  std::string write(const std::string& content, perms mode) {
    test_support::write_private_file(path, content);
    std::filesystem::permissions(path, mode);
    return path;
  }
  /// The failure of reading it as a key, or "".
  static std::string fault_of(const token_options& options) {
    const auto keys = token_keys::load(options, wall_time{});
    return keys ? "" : keys.failure().detail;
  }

  test_support::temp_folder folder;
  std::string path = folder / "key";
};

TEST_F(a_key_file, may_be_read_by_its_owner_and_its_group) {
  for (const auto mode : {by_owner, by_owner | perms::group_read, perms::owner_read}) {
    EXPECT_EQ(*read_secret_file(write("a secret", mode)), "a secret");
  }
}

TEST_F(a_key_file, with_a_secret_is_refused_if_others_may_read_it) {
  const auto read = read_secret_file(write("a secret", by_owner | perms::others_read));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.failure().code, ec::bad_configuration);
  EXPECT_THAT(read.failure().detail,
              AllOf(HasSubstr(path), HasSubstr("read by every user"), HasSubstr("chmod o-r")));
}

TEST_F(a_key_file, is_refused_if_others_may_change_it) {
  const auto read = read_key_file(write("a public key", by_owner | perms::others_write));
  ASSERT_FALSE(read);
  EXPECT_THAT(read.failure().detail,
              AllOf(HasSubstr(path), HasSubstr("changed by every user"), HasSubstr("chmod o-w")));
}

TEST_F(a_key_file, larger_than_any_is_refused) {
  const std::string most(std::size_t{256} * 1024, 'k');
  EXPECT_EQ(read_key_file(write(most, by_owner))->content, most);
  EXPECT_THAT(read_key_file(write(most + "k", by_owner)).failure().detail, HasSubstr("256 KiB"));
}

TEST_F(a_key_file, that_may_never_end_is_refused) {
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  for (const auto& endless : {path, std::string{"/dev/null"}, std::string{"/dev/zero"}}) {
    EXPECT_THAT(read_key_file(endless).failure().detail,
                AllOf(HasSubstr(endless), HasSubstr("no regular file")));
  }
}

TEST_F(a_key_file, of_the_tokens_is_guarded_by_what_it_holds) {
  constexpr auto by_all = by_owner | perms::others_read;
  token_options secret;
  secret.secret_file = write(std::string(32, 's'), by_all);
  EXPECT_THAT(fault_of(secret), AllOf(HasSubstr("auth.secret_file"), HasSubstr("chmod o-r")));

  token_options pem;
  pem.key_file = write(shared_ed25519().private_pem(), by_all);
  EXPECT_THAT(fault_of(pem), AllOf(HasSubstr("auth.key_file"), HasSubstr("chmod o-r")));
  write(shared_ed25519().public_pem(), by_all);
  EXPECT_EQ(fault_of(pem), "");

  token_options set;
  const std::string shared = R"({"kty":"oct","k":"c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M"})";
  set.jwks_file = write(R"({"keys":[)" + shared + "]}", by_all);
  EXPECT_THAT(fault_of(set), AllOf(HasSubstr("auth.jwks_file"), HasSubstr("chmod o-r")));
  write(R"({"keys":[)" + shared_p256().jwk("a") + "]}", by_all);
  EXPECT_EQ(fault_of(set), "");
}

}  // namespace
}  // namespace aurawell::net
