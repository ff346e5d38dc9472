#include "net/storage/store/pseudonym_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class a_pseudonym_key : public ::testing::Test {
 protected:
  a_pseudonym_key() { options.url = "sqlite:" + database; }

  static encryption_key key_of(unsigned char byte) {
    encryption_key key;
    key.bytes.fill(byte);
    return key;
  }

  test_support::temp_folder folder;
  std::string database = (folder / "a.db").string();
  std::string file = database + ".pseudonym-key";
  store_options options;
};

TEST_F(a_pseudonym_key, is_kept_beside_the_database) {
  const auto first = open_pseudonym_key(options);
  ASSERT_TRUE(first) << first.failure().detail;
  EXPECT_EQ(*open_pseudonym_key(options), *first);
  struct stat status {};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(status.st_size, 65);
  const std::filesystem::directory_iterator left{folder / ""};
  EXPECT_EQ(std::distance(std::filesystem::begin(left), std::filesystem::end(left)), 1)
      << "something unfinished was left";
  std::filesystem::remove(file);
  EXPECT_NE(*open_pseudonym_key(options), *first);
}

TEST_F(a_pseudonym_key, is_one_for_all_who_start_together) {
  std::vector<pseudonym_key> found(8);
  std::vector<std::thread> starts;
  for (auto& mine : found) {
    starts.emplace_back([&mine, this] { mine = *open_pseudonym_key(options); });
  }
  for (auto& start : starts) {
    start.join();
  }
  EXPECT_EQ(found, std::vector<pseudonym_key>(found.size(), found.front()));
}

TEST_F(a_pseudonym_key, comes_from_the_key_that_seals) {
  options.encryption_keys = {key_of(1), key_of(2)};
  const auto first = *open_pseudonym_key(options);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_NE(first, key_of(1).bytes) << "it must not be the key itself";
  store_options elsewhere;
  elsewhere.url = "memory:";
  elsewhere.encryption_keys = {key_of(1)};
  EXPECT_EQ(*open_pseudonym_key(elsewhere), first) << "another node with the same key";
  options.encryption_keys = {key_of(2)};
  EXPECT_NE(*open_pseudonym_key(options), first);
}

TEST_F(a_pseudonym_key, of_a_store_in_memory_is_drawn) {
  options.url = "memory:";
  EXPECT_NE(*open_pseudonym_key(options), *open_pseudonym_key(options));
}

TEST_F(a_pseudonym_key, that_is_no_file_is_told) {
  std::filesystem::create_directory(file);
  const auto opened = open_pseudonym_key(options);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.failure().detail, HasSubstr("no regular file"));
  std::filesystem::remove(file);
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  EXPECT_FALSE(open_pseudonym_key(options));
}

TEST_F(a_pseudonym_key, that_is_damaged_is_not_replaced) {
  const std::string good(64, 'a');
  for (const auto& text : {std::string{}, good, good + "b\n", std::string(64, 'x') + "\n",
                           good.substr(1) + "\n", good + "\r\n"}) {
    test_support::write_private_file(file, text);
    const auto opened = open_pseudonym_key(options);
    ASSERT_FALSE(opened) << text;
    EXPECT_THAT(opened.failure().detail, AllOf(HasSubstr(file), HasSubstr("damaged")));
    EXPECT_EQ(std::filesystem::file_size(file), text.size());
  }
}

TEST_F(a_pseudonym_key, that_others_may_read_is_refused) {
  ASSERT_TRUE(open_pseudonym_key(options));
  for (const auto open :
       {std::filesystem::perms::others_read, std::filesystem::perms::others_write}) {
    std::filesystem::permissions(file, open, std::filesystem::perm_options::add);
    const auto opened = open_pseudonym_key(options);
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.failure().detail, AllOf(HasSubstr(file), HasSubstr("chmod o-rw")));
    std::filesystem::permissions(file, open, std::filesystem::perm_options::remove);
  }
  EXPECT_TRUE(open_pseudonym_key(options));
}

TEST_F(a_pseudonym_key, that_cannot_be_kept_is_a_failure) {
  options.url = "sqlite:" + database + "/none/b.db";
  const auto opened = open_pseudonym_key(options);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.failure().detail, HasSubstr("cannot be made"));
}

}  // namespace
}  // namespace aurawell::net
