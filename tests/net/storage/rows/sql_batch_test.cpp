#include "net/storage/rows/sql_batch.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "net/storage/database/sqlite_file.hpp"

namespace aurawell::net {
namespace {

/// If the next call ran inside the transaction of the call that threw, it would begin no
/// transaction and could write with a retired key.
TEST(sql_batch, begins_anew_after_a_call_that_threw) {
  auto connection = open_sqlite_memory({}).value();
  const value_seal without_keys;
  sql_batch batch{connection, batch_statements::prepare(connection).value(), without_keys};
  const auto throwing = []() -> result<void> { throw std::runtime_error{"as the test wished"}; };
  EXPECT_THROW(static_cast<void>(batch.atomically(throwing)), std::runtime_error);
  batch.roll_back();
  ASSERT_TRUE(connection.execute("INSERT INTO encryption_keys VALUES (x'01', x'01')"));
  const auto done = batch.atomically([] { return result<void>{}; });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().code, ec::database_unreachable);
}

}  // namespace
}  // namespace aurawell::net
