#include <gmock/gmock.h>

#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::key_of;
using test_support::question;

class sqlite_reader : public testing::Test {
 protected:
  test_support::temp_folder folder_;
  store_options options_{.url = "sqlite:" + (folder_ / "a.db").string(), .sync_to_disk = false};
  std::unique_ptr<advice_store> writer_ = open_store(options_).value();
  std::unique_ptr<advice_store> reader_ = open_store_reader(options_).value();
};

TEST_F(sqlite_reader, sees_what_was_committed_before_it_began) {
  ASSERT_TRUE(writer_->begin());
  ASSERT_TRUE(writer_->save_question(question("r1", "one")));
  ASSERT_TRUE(reader_->begin());
  EXPECT_FALSE(reader_->list_exchanges({key_of()}));
  ASSERT_TRUE(writer_->commit()) << "a read holds up no write";
  EXPECT_FALSE(reader_->list_exchanges({key_of()})) << "one state";
  reader_->roll_back();
  ASSERT_TRUE(reader_->begin());
  EXPECT_EQ(reader_->list_exchanges({key_of()})->exchanges.size(), 1U);
  reader_->roll_back();
}

TEST_F(sqlite_reader, changes_nothing) {
  EXPECT_FALSE(reader_->save_question(question("r1", "one")));
  ASSERT_TRUE(reader_->begin());
  EXPECT_FALSE(reader_->save_question(question("r1", "one")));
  reader_->roll_back();
  EXPECT_FALSE(writer_->list_exchanges({key_of()}));
}

TEST_F(sqlite_reader, is_not_there_for_a_database_in_memory) {
  options_.url = "memory:";
  EXPECT_EQ(*open_store_reader(options_), nullptr);
}

}  // namespace
}  // namespace aurawell::net
