#include "net/storage/database/key_register.hpp"

#include <gmock/gmock.h>

#include "net/storage/database/sqlite_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

TEST(key_register, needs_no_lock_for_a_key_that_is_noted) {
  const test_support::temp_folder folder;
  store_options options;
  options.busy_timeout = std::chrono::milliseconds{1};
  options.encryption_keys.resize(1);
  auto first = connect_sqlite_file(folder / "a.db", options).value();
  ASSERT_TRUE(first.execute("BEGIN IMMEDIATE"));
  const auto second = connect_sqlite_file(folder / "a.db", options);
  EXPECT_TRUE(second) << second.failure().detail;
  encryption_key other;
  other.bytes.fill(1);
  options.encryption_keys.insert(options.encryption_keys.begin(), other);
  EXPECT_FALSE(connect_sqlite_file(folder / "a.db", options)) << "it has to be noted";
}

}  // namespace
}  // namespace aurawell::net
