#include "net/storage/database/held_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

class held_file_test : public testing::Test {
 protected:
  struct stat facts() const {
    struct stat found {};
    EXPECT_EQ(stat(path.c_str(), &found), 0);
    return found;
  }

  test_support::temp_folder folder;
  const std::filesystem::path path = folder / "a";
};

TEST_F(held_file_test, makes_a_private_file) {
  ASSERT_TRUE(held_file::open(path));
  EXPECT_EQ(facts().st_mode & 0777U, 0600U);
}

TEST_F(held_file_test, is_held_by_one_at_a_time) {
  EXPECT_FALSE(held_file::is_held(path));
  {
    const auto first = held_file::open(path);
    ASSERT_TRUE(first);
    EXPECT_TRUE(held_file::is_held(path));
    const auto second = held_file::open(path);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.failure().code, ec::database_unreachable);
    EXPECT_NE(second.failure().detail.find("in use by another process"), std::string::npos);
  }
  EXPECT_FALSE(held_file::is_held(path));
}

TEST_F(held_file_test, follows_no_link) {
  std::filesystem::create_symlink(folder / "elsewhere", path);
  EXPECT_FALSE(held_file::open(path));
}

TEST_F(held_file_test, shows_its_head_and_can_be_emptied) {
  std::ofstream{path} << "0123456789";
  auto file = held_file::open(path).value();
  EXPECT_EQ(file.head(4), "0123");
  EXPECT_EQ(file.head(20), "0123456789");
  EXPECT_EQ(file.size(), 10U);
  EXPECT_TRUE(file.truncate());
  EXPECT_EQ(file.size(), 0U);
}

TEST_F(held_file_test, sets_room_apart) {
  const auto file = held_file::open(path).value();
  if (!file.reserve(1 << 20)) {
    GTEST_SKIP() << "this file system cannot";
  }
  EXPECT_EQ(file.size(), 1U << 20U);
  EXPECT_GE(facts().st_blocks * 512, 1 << 20);
}

TEST_F(held_file_test, sets_room_apart_beyond_the_end) {
  EXPECT_FALSE(reserve_beyond(path, 1 << 20)) << "there is no file";
  std::ofstream{path} << "short";
  if (!reserve_beyond(path, 1 << 20)) {
    GTEST_SKIP() << "this file system cannot";
  }
  EXPECT_EQ(facts().st_size, 5);
  EXPECT_GE(facts().st_blocks * 512, 1 << 20);
}

}  // namespace
}  // namespace aurawell::net
