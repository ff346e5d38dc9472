#include "net/storage/record_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using records = std::vector<std::string>;

class record_file_test : public ::testing::Test {
 protected:
  record_file open() { return record_file::open(path).value(); }

  records read_again() {
    auto file = open();
    return file.read().value();
  }

  void append_bytes(const std::string& bytes) const {
    std::ofstream{path, std::ios::app | std::ios::binary} << bytes;
  }

  test_support::temp_folder folder;
  std::filesystem::path path = folder / "file";
};

TEST_F(record_file_test, gives_back_what_was_appended) {
  {
    auto file = open();
    ASSERT_TRUE(file.append(record_file::framed("one") + record_file::framed("two")));
    ASSERT_TRUE(file.append(record_file::framed(std::string("\0\n", 2))));
  }
  EXPECT_EQ(read_again(), (records{"one", "two", std::string("\0\n", 2)}));
}

TEST_F(record_file_test, is_private) {
  const auto file = open();
  struct stat facts {};
  ASSERT_EQ(stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST_F(record_file_test, belongs_to_one_at_a_time) {
  const auto file = open();
  const auto second = record_file::open(path);
  ASSERT_FALSE(second);
  EXPECT_NE(second.failure().detail.find("in use"), std::string::npos);
}

/// Cut anywhere, it gives back every record that is whole, and can be appended to.
TEST_F(record_file_test, survives_a_cut_at_every_byte) {
  const auto whole = record_file::framed("first") + record_file::framed("second");
  { ASSERT_TRUE(open().append(whole)); }
  const auto size = std::filesystem::file_size(path);
  for (std::size_t lost = 1; lost <= whole.size(); ++lost) {
    std::filesystem::resize_file(path, size - lost);
    {
      auto file = open();
      const auto left = file.read().value();
      const bool reaches_first = lost > record_file::framed("second").size();
      EXPECT_EQ(left, reaches_first ? records{} : records{"first"}) << lost;
      ASSERT_TRUE(file.append(record_file::framed("next")));
    }
    EXPECT_EQ(read_again().back(), "next") << lost;
    std::filesystem::remove(path);
    ASSERT_TRUE(open().append(whole));
  }
}

TEST_F(record_file_test, ends_before_a_damaged_record_and_before_zeros) {
  { ASSERT_TRUE(open().append(record_file::framed("good"))); }
  append_bytes(std::string(4096, '\0'));
  EXPECT_EQ(read_again(), records{"good"});
  auto damaged = record_file::framed("damaged");
  damaged.back() ^= 1;
  append_bytes(damaged);
  auto file = open();
  EXPECT_EQ(file.read().value(), records{"good"});
  EXPECT_EQ(file.cut_off(), damaged.size());
}

TEST_F(record_file_test, is_replaced_as_a_whole) {
  {
    auto file = open();
    ASSERT_TRUE(file.append(record_file::framed("old")));
    ASSERT_TRUE(file.replace(record_file::framed("new")));
    EXPECT_EQ(file.bytes(), record_file::framed("new").size());
    ASSERT_TRUE(file.append(record_file::framed("newer")));
  }
  EXPECT_EQ(read_again(), (records{"new", "newer"}));
  {
    auto file = open();
    ASSERT_TRUE(file.replace(""));
    EXPECT_EQ(file.bytes(), 0U);
  }
  EXPECT_TRUE(read_again().empty());
  std::ifstream in{path, std::ios::binary};
  const std::string all{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(all.find("new"), std::string::npos);
}

TEST_F(record_file_test, keeps_its_hands_off_other_files) {
  append_bytes("Dear diary, today");
  auto file = open();
  const auto read = file.read();
  ASSERT_FALSE(read);
  EXPECT_EQ(read.failure().code, ec::bad_configuration);
}

TEST_F(record_file_test, says_what_cannot_be_opened) {
  const auto file = record_file::open(folder / "missing/file");
  ASSERT_FALSE(file);
  EXPECT_NE(file.failure().detail.find("missing/file"), std::string::npos);
}

}  // namespace
}  // namespace aurawell::net
