#include "net/storage/spool/sqlite_spool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "net/storage/spool/open_spool.hpp"
#include "tests/net/storage/spool/sqlite_spool_fixture.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(sqlite_spool_test, is_for_one_process_and_private) {
  const auto spool = open();
  EXPECT_THAT(refusal(), HasSubstr("in use by another process"));
  struct stat facts {};
  ASSERT_EQ(stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST_F(sqlite_spool_test, takes_the_place_of_an_empty_file_of_a_former_release) {
  std::ofstream{path, std::ios::binary} << "AuWlSpl\1";
  std::ofstream{folder / "db.spool.rejected", std::ios::binary} << "AuWlSpl\1";
  EXPECT_THAT(requests(), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(folder / "db.spool.rejected"));
}

TEST_F(sqlite_spool_test, refuses_a_file_that_a_former_release_has_filled) {
  std::ofstream{path, std::ios::binary} << "AuWlSpl\1and a write";
  EXPECT_THAT(refusal(), HasSubstr("start that release once"));
  EXPECT_EQ(std::filesystem::file_size(path), 19U) << "it is as it was";
  std::filesystem::remove(path);
  std::ofstream{folder / "db.spool.rejected", std::ios::binary} << "AuWlSpl\1and a write";
  EXPECT_THAT(refusal(), HasSubstr("cannot erase"));
}

TEST_F(sqlite_spool_test, refuses_what_is_no_spool) {
  std::ofstream{path, std::ios::binary} << std::string(9'000, 'x');
  EXPECT_THAT(refusal(), testing::AllOf(HasSubstr(path.string()), HasSubstr("move a damaged")));
}

TEST_F(sqlite_spool_test, another_process_can_remove_what_is_of_a_user) {
  const auto options = options_with(keys(1));
  ASSERT_TRUE(erase_from_other_spool(options, {"u1"})) << "there is no spool";
  const auto holder = open(keys(1));
  const auto of_ann = test_support::key_of("ann", "ann", "c");
  ASSERT_TRUE(
      holder->append({test_support::question("r1", "?"), test_support::question("r2", "?", of_ann),
                      test_support::question("r3", "?", of_ann)}));
  ASSERT_TRUE(holder->set_aside(3, ec::database_failed));
  std::ofstream{folder / "db.spool.damaged"} << "of anybody";
  ASSERT_TRUE(erase_from_other_spool(options, {"ann"}));
  EXPECT_THAT(requests_in(holder->load().value()), testing::ElementsAre("r1"));
  EXPECT_FALSE(std::filesystem::exists(folder / "db.spool.damaged"));
  EXPECT_THAT(refusal(keys(1)), HasSubstr("in use by another process")) << "it is still held";
}

TEST_F(sqlite_spool_test, stands_beside_the_database_or_where_it_is_told) {
  auto options = options_with();
  options.spool_bytes = 65'536;
  EXPECT_TRUE(open_spool(options).value() != nullptr);
  EXPECT_TRUE(std::filesystem::exists(path));
  options.spool_dir = (folder / "elsewhere/deep").string();
  EXPECT_TRUE(open_spool(options).value() != nullptr);
  EXPECT_TRUE(std::filesystem::exists(folder / "elsewhere/deep/db.spool"));
  struct stat facts {};
  ASSERT_EQ(stat((folder / "elsewhere/deep").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  options.url = "memory:";
  EXPECT_TRUE(open_spool(options).value() == nullptr);
}

}  // namespace
}  // namespace aurawell::net
