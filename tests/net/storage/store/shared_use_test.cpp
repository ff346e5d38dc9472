#include "net/storage/store/shared_use.hpp"

#include <gmock/gmock.h>

#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class shared_use : public testing::Test {
 protected:
  void make_database() { ASSERT_TRUE(open_store(options_)); }

  sqlite_connection inspect() {
    return sqlite_connection::open(path_.c_str(), std::chrono::seconds{5}).value();
  }

  test_support::temp_folder folder_;
  const std::string path_ = (folder_ / "a.db").string();
  store_options options_{.url = "sqlite:" + path_, .sync_to_disk = false};
};

TEST_F(shared_use, is_possible_with_the_same_schema_and_keys) {
  make_database();
  EXPECT_TRUE(check_shared_use(options_));
  options_.encryption_keys.resize(1);
  make_database();
  EXPECT_TRUE(check_shared_use(options_));
}

TEST_F(shared_use, changes_no_schema) {
  make_database();
  const auto version = *inspect().read_integer("PRAGMA user_version");
  const auto before = std::to_string(version - 1);
  ASSERT_TRUE(inspect().execute(("PRAGMA user_version = " + before).c_str()));
  const auto refused = check_shared_use(options_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::bad_configuration);
  EXPECT_THAT(refused.failure().detail,
              AllOf(HasSubstr("its schema has version " + before),
                    HasSubstr("this program needs " + std::to_string(version)),
                    HasSubstr("stop that process first")));
  EXPECT_EQ(*inspect().read_integer("PRAGMA user_version"), version - 1);
}

TEST_F(shared_use, is_impossible_with_the_schema_of_a_newer_release) {
  make_database();
  ASSERT_TRUE(inspect().execute("PRAGMA user_version = 7001"));
  EXPECT_THAT(check_shared_use(options_).failure().detail, HasSubstr("schema version 7001"));
}

TEST_F(shared_use, brings_no_new_key) {
  options_.encryption_keys.resize(1);
  make_database();
  auto changed = options_;
  changed.encryption_keys.insert(changed.encryption_keys.begin(), encryption_key{});
  changed.encryption_keys.front().bytes.fill(1);
  const auto refused = check_shared_use(changed);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.failure().detail, HasSubstr("does not know"));
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM encryption_keys"), 1);
  changed.encryption_keys.clear();
  EXPECT_THAT(check_shared_use(changed).failure().detail, HasSubstr("no key was given"));
}

}  // namespace
}  // namespace aurawell::net
