#include "net/auth/tokens/jwks_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/net/auth/tokens/made_key.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class a_jwks_file : public ::testing::Test {
 protected:
  /// As key rotation does it: a new file takes the place of the old one.
  void write(const std::string& content) {
    const auto fresh = folder / "fresh";
    std::ofstream{fresh} << content;
    std::filesystem::rename(fresh, path);
  }
  void write_key(const char* id) { write(R"({"keys":[)" + shared_p256().jwk(id) + "]}"); }
  static std::string id_in(const jwks_file::keys& keys) { return keys->at(0).id; }

  test_support::temp_folder folder;
  std::string path = folder / "jwks.json";
  wall_time now{std::chrono::seconds{1'800'000'000}};
  test_support::captured_log log;
  jwks_file file{path, 30s};
};

TEST_F(a_jwks_file, must_be_good_at_the_start) {
  const auto missing = file.load(now);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.failure().detail, HasSubstr("jwks.json"));
  EXPECT_THAT(missing.failure().detail, HasSubstr("No such file"));
  write("{}");
  EXPECT_FALSE(file.load(now));
  write_key("a");
  ASSERT_TRUE(file.load(now));
  EXPECT_EQ(id_in(file.current(now)), "a");
}

TEST_F(a_jwks_file, is_read_again_after_the_interval) {
  write_key("a");
  ASSERT_TRUE(file.load(now));
  write_key("b");
  EXPECT_EQ(id_in(file.current(now + 29s)), "a");
  EXPECT_EQ(id_in(file.current(now + 30s)), "b");
}

TEST_F(a_jwks_file, is_looked_at_at_once_for_an_unknown_key_but_not_all_the_time) {
  write_key("a");
  ASSERT_TRUE(file.load(now));
  write_key("b");
  EXPECT_EQ(id_in(file.check_again(now + 999ms)), "a");
  EXPECT_EQ(id_in(file.check_again(now + 1s)), "b");
  write_key("c");
  EXPECT_EQ(id_in(file.check_again(now + 1s)), "b");
}

TEST_F(a_jwks_file, is_looked_at_when_the_clock_was_set_back) {
  write_key("a");
  ASSERT_TRUE(file.load(now));
  write_key("b");
  EXPECT_EQ(id_in(file.current(now - 1h)), "b");
}

TEST_F(a_jwks_file, that_is_no_good_leaves_the_former_keys) {
  write_key("a");
  ASSERT_TRUE(file.load(now));
  write(R"({"keys":[)");
  EXPECT_EQ(id_in(file.current(now + 1min)), "a");
  std::filesystem::remove(path);
  EXPECT_EQ(id_in(file.current(now + 2min)), "a");
  write_key("b");
  EXPECT_EQ(id_in(file.current(now + 3min)), "b");
  EXPECT_THAT(log.text(), HasSubstr("auth.keys_unreadable file=" + path + R"( detail="\")" + path +
                                    R"(\" is no JWK set)"));
  EXPECT_THAT(log.text(), HasSubstr("No such file"));
  EXPECT_THAT(log.text(), HasSubstr("auth.keys_read file=" + path + " keys=1\n"));
}

TEST_F(a_jwks_file, is_of_a_reasonable_size) {
  write(std::string(300'000, ' '));
  const auto loaded = file.load(now);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.failure().detail, HasSubstr("256 KiB"));
}

}  // namespace
}  // namespace aurawell::net
