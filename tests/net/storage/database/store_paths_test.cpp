#include "net/storage/database/store_paths.hpp"

#include <gmock/gmock.h>

namespace aurawell::net {
namespace {

using testing::EndsWith;

TEST(store_paths, name_local_files_after_the_database) {
  EXPECT_EQ(local_path({.url = "sqlite:/var/lib/a.db"}), "/var/lib/a.db");
  EXPECT_TRUE(local_path({.url = "sqlite:a.db"}).is_absolute());
  EXPECT_EQ(local_path({.url = "memory:"}), "");
}

TEST(store_paths, put_local_files_of_a_server_into_the_folder_of_the_spool) {
  store_options options{.url = "postgresql://h/d"};
  EXPECT_THAT(local_path(options).string(), EndsWith("/data/postgresql"));
  options.spool_dir = "/var/spool/a";
  EXPECT_EQ(local_path(options), "/var/spool/a/postgresql");
}

}  // namespace
}  // namespace aurawell::net
