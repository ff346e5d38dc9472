#include "config/open_database.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "net/storage/database/held_file.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;

constexpr std::size_t page_bytes = 4096;

class open_database_test : public testing::Test {
 protected:
  /// Ann's long answer has its own page, which is damaged. Another answer of Ann and one of Bob
  /// wait in the spool.
  void fill_and_damage() {
    const std::string marker = "M4RK3D-TEXT";
    {
      const auto store = net::open_store(options_).value();
      ASSERT_TRUE(store->save_question(question("a", "?", ann_)));
      ASSERT_TRUE(store->save_answer(answer("a", marker + std::string(20'000, 'a'), ann_)));
      for (int i = 0; i < 40; ++i) {
        const auto request = "b" + std::to_string(i);
        ASSERT_TRUE(store->save_question(question(request, "?", bob_)));
        ASSERT_TRUE(store->save_answer(answer(request, std::string(2'000, 'b'), bob_)));
      }
      ASSERT_TRUE(store->save_question(question("b", "?", bob_)));
      write_backlog waits{net::open_spool(options_).value()};
      ASSERT_TRUE(waits.add({answer("a", "again", ann_), answer("b", "waited", bob_)}));
    }
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    const auto found = all.find(marker);
    ASSERT_NE(found, std::string::npos);
    file.clear();
    file.seekp(static_cast<std::streamoff>(found / page_bytes * page_bytes));
    file << std::string(8, '\xff');
  }

  test_support::temp_folder folder_;
  const std::string path_ = (folder_ / "a.db").string();
  net::store_options options_{.url = "sqlite:" + path_, .sync_to_disk = false};
  const conversation_key ann_ = key_of("ann", "ann", "c");
  const conversation_key bob_ = key_of("bob", "bob", "c");
};

TEST_F(open_database_test, writes_what_waited_around_a_damaged_page) {
  fill_and_damage();
  const auto opened = open_database(options_);
  ASSERT_TRUE(opened) << opened.failure().detail;
  EXPECT_TRUE(opened->backlog->idle());
  EXPECT_EQ(*opened->store->find_exchange({"bob"}, {"b"}).value()->summary.text, "waited");
  EXPECT_TRUE(opened->board->read().damaged_at_start);
}

TEST(open_database, leaves_the_database_alone_while_another_program_holds_the_spool) {
  const test_support::temp_folder folder;
  net::store_options options;
  options.url = "sqlite:" + (folder / "a.db").string();
  const auto other = net::held_file::open(folder / "a.db.spool");
  const auto opened = open_database(options);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.failure().detail, testing::HasSubstr("in use by another process"));
  EXPECT_FALSE(std::filesystem::exists(folder / "a.db")) << "a restore may be replacing it";
}

TEST(open_database, leaves_no_key_in_the_spool_that_the_database_refuses) {
  const test_support::temp_folder folder;
  net::store_options options;
  options.url = "sqlite:" + (folder / "a.db").string();
  options.encryption_keys.resize(1);
  ASSERT_TRUE(open_database(options));
  std::filesystem::remove(folder / "a.db.spool");
  auto other = options;
  other.encryption_keys.front().bytes.fill(1);
  ASSERT_FALSE(open_database(other));
  const auto again = open_database(options);
  EXPECT_TRUE(again) << again.failure().detail;
}

}  // namespace
}  // namespace aurawell::config
