// Databases with a damaged page.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <vector>

#include "domain/durability/isolated_writes.hpp"
#include "domain/durability/write_backlog.hpp"
#include "domain/ports/account_store.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/sqlite_check.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view marker = "M4RK3D-TEXT";
constexpr std::string_view late_marker = "M4RK3D-L4TER";
constexpr std::size_t page_bytes = 4096;

const auto damaged_key = key_of("ann", "ann", "c2");
const auto whole_key = key_of("bob", "bob", "c1");

class sqlite_damage : public testing::Test {
 protected:
  /// Ann's conversation c2 fills separate pages between others.
  void fill() {
    const auto store = open_store(options_).value();
    save(*store, "a", std::string(20'000, 'a'), key_of("ann", "ann", "c1"));
    save(*store, "m", std::string{marker} + std::string(20'000, 'm'), damaged_key);
    for (int i = 0; i < 40; ++i) {
      save(*store, "b" + std::to_string(i), std::string(2'000, 'b'), whole_key);
    }
  }

  static void save(advice_store& store, const std::string& request, const std::string& text,
                   const conversation_key& key) {
    ASSERT_TRUE(store.save_question(question(request, "?", key)));
    ASSERT_TRUE(store.save_answer(answer(request, text, key)));
  }

  /// Overwrites the header of the page with the marker.
  void damage(std::string_view at = marker) {
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    const auto found = all.find(at);
    ASSERT_NE(found, std::string::npos);
    file.clear();
    file.seekp(static_cast<std::streamoff>(found / page_bytes * page_bytes));
    file << std::string(8, '\xff');
  }

  /// Overwrites the header of the page on which the row of this request begins.
  void damage_leaf_of(const std::string& request) {
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    // The columns in order: the user, the request, the session, the kind.
    const auto found = all.find("ann" + request + "health");
    ASSERT_NE(found, std::string::npos);
    file.clear();
    file.seekp(static_cast<std::streamoff>(found / page_bytes * page_bytes));
    file << std::string(8, '\xff');
  }

  /// Overwrites the header of the table's first page.
  void damage_root_of(const std::string& table) {
    const auto page =
        sqlite_connection::open(path_.c_str(), {})
            ->read_integer(
                ("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'").c_str());
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp((*page - 1) * static_cast<std::int64_t>(page_bytes));
    file << std::string(8, '\xff');
  }

  test_support::temp_folder folder_;
  const std::string path_ = (folder_ / "a.db").string();
  store_options options_{.url = "sqlite:" + path_, .busy_timeout = 1ms, .sync_to_disk = false};
};

TEST_F(sqlite_damage, fails_what_needs_the_page_and_nothing_else) {
  fill();
  damage();
  const auto store = open_store(options_).value();
  const auto met = store->damage_met();
  const auto lost = store->list_exchanges({damaged_key});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.failure().code, ec::database_failed);
  EXPECT_GT(store->damage_met(), met);
  EXPECT_EQ(store->list_exchanges({whole_key})->exchanges.size(), 40U);
  const auto unsaved = store->save_answer(answer("m", "another", damaged_key));
  ASSERT_FALSE(unsaved);
  EXPECT_EQ(unsaved.failure().code, ec::database_failed);
  save(*store, "new", "saved", whole_key);
  EXPECT_EQ(store->list_exchanges({whole_key})->exchanges.size(), 41U);
}

/// After its connection has read the page, SQLite refuses all further writes of the transaction,
/// and its commit; undoing only the call does not help.
TEST_F(sqlite_damage, fails_what_others_write_in_the_batch_that_met_the_page_and_in_no_other) {
  fill();
  damage();
  const auto store = open_store(options_).value();
  ASSERT_TRUE(store->begin());
  save(*store, "before", "undone", whole_key);
  EXPECT_EQ(store->save_answer(answer("m", "another", damaged_key)).failure().code,
            ec::database_failed);
  EXPECT_EQ(store->save_question(question("new", "?", whole_key)).failure().code,
            ec::database_failed);
  EXPECT_EQ(store->save_answer(answer("b0", "another", whole_key)).failure().code,
            ec::database_failed);
  EXPECT_EQ(store->commit().failure().code, ec::database_failed);
  EXPECT_EQ(store->list_exchanges({whole_key})->exchanges.size(), 40U);
  ASSERT_TRUE(store->begin());
  save(*store, "new", "saved", whole_key);
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->list_exchanges({whole_key})->exchanges.size(), 41U);
}

TEST_F(sqlite_damage, a_read_that_met_the_page_spoils_the_batch_too) {
  fill();
  damage();
  const auto store = open_store(options_).value();
  ASSERT_TRUE(store->begin());
  EXPECT_FALSE(store->list_exchanges({damaged_key}));
  EXPECT_EQ(store->save_question(question("new", "?", whole_key)).failure().code,
            ec::database_failed);
  store->roll_back();
  ASSERT_TRUE(store->begin());
  save(*store, "new", "saved", whole_key);
  EXPECT_TRUE(store->commit());
}

TEST_F(sqlite_damage, fails_one_of_many_writes) {
  fill();
  damage();
  const auto store = open_store(options_).value();
  const std::vector<answer_record> answers{
      answer("b0", "one", whole_key), answer("m", "another", damaged_key),
      answer("b1", "two", whole_key), answer("b2", "three", whole_key)};
  std::vector<bool> outcomes;
  ASSERT_TRUE(write_isolated(
      *store, {answers.size(), [&](std::size_t i) { return store->save_answer(answers[i]); },
               [&](std::size_t, const result<void>& done) {
                 outcomes.push_back(done.has_value());
                 return true;
               }}));
  EXPECT_THAT(outcomes, ElementsAre(true, false, true, true));
  EXPECT_EQ(*store->find_exchange({"bob"}, {"b2"}).value()->summary.text, "three");
}

TEST_F(sqlite_damage, the_spool_is_written_past_the_page) {
  fill();
  damage();
  const auto store = open_store(options_).value();
  write_backlog backlog{open_spool(options_).value()};
  ASSERT_TRUE(backlog.add({answer("b0", "one", whole_key), answer("m", "another", damaged_key),
                           question("new", "?", whole_key), answer("new", "two", whole_key)}));
  const auto replayed = backlog.replay(*store, 256);
  ASSERT_TRUE(replayed);
  EXPECT_EQ(replayed->written, 3U);
  ASSERT_EQ(replayed->rejected.size(), 1U);
  EXPECT_EQ(replayed->rejected[0].request.value, "m");
  EXPECT_EQ(replayed->rejected[0].why.code, ec::database_failed);
  EXPECT_TRUE(backlog.idle());
  EXPECT_EQ(*store->find_exchange({"bob"}, {"new"}).value()->summary.text, "two");
}

TEST_F(sqlite_damage, closes_what_was_under_way_elsewhere) {
  fill();
  {
    const auto store = open_store(options_).value();
    const auto text = std::string{late_marker} + std::string(20'000, 'u');
    ASSERT_TRUE(store->save_question(question("u", text, damaged_key)));
    for (int i = 100; i < 140; ++i) {
      save(*store, "b" + std::to_string(i), std::string(2'000, 'b'), whole_key);
    }
    ASSERT_TRUE(store->save_question(question("late", "?", whole_key)));
  }
  damage(late_marker);
  const auto store = open_store(options_).value();
  const auto closed = store->close_interrupted(wall_time{1s});
  ASSERT_TRUE(closed);
  EXPECT_EQ(*closed, 1U);
  EXPECT_EQ(store->find_exchange({"bob"}, {"late"}).value()->status, request_status::incomplete);
}

TEST_F(sqlite_damage, a_reader_that_meets_the_page_leaves_a_batch_alone) {
  fill();
  damage();
  const auto store = open_store(options_).value();
  const auto reader = open_store_reader(options_).value();
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("new", "?", whole_key)));
  EXPECT_FALSE(reader->list_exchanges({damaged_key}));
  ASSERT_TRUE(store->save_answer(answer("new", "saved", whole_key)));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(store->list_exchanges({whole_key})->exchanges.size(), 41U);
}

TEST_F(sqlite_damage, keeps_no_other_answer_from_being_ended) {
  fill();
  {
    const auto store = open_store(options_).value();
    ASSERT_TRUE(store->save_question(question("lost", "?", damaged_key)));
    ASSERT_TRUE(
        store->save_progress({{"ann"}, {"lost"}, std::string{marker} + std::string(20'000, 'p')}));
    for (int i = 0; i < 10; ++i) {
      ASSERT_TRUE(store->save_question(
          question("u" + std::to_string(i), std::string(2'000, '?'), whole_key)));
    }
    ASSERT_TRUE(store->remove_conversation(key_of("ann", "ann", "c1")));
  }
  damage_leaf_of("lost");
  const auto store = open_store(options_).value();
  const auto closed = store->close_interrupted(wall_time{1s});
  ASSERT_TRUE(closed) << closed.failure().detail;
  EXPECT_GE(*closed, 9U);
  EXPECT_LT(*closed, 11U) << "one cannot be read";
}

TEST_F(sqlite_damage, lets_nobody_start_without_the_revoked_logins) {
  fill();
  ASSERT_TRUE(open_store(options_).value()->accounts().revoke_login(
      {"login", {"ann"}, wall_time{std::chrono::hours{1'000'000}}}));
  damage_root_of("revoked_logins");
  const auto store = open_store(options_).value();
  const auto revoked = store->accounts().load_revoked(wall_time{1s});
  ASSERT_FALSE(revoked);
  EXPECT_THAT(revoked.failure().detail, HasSubstr("which logins were revoked"));
}

TEST_F(sqlite_damage, a_locked_file_is_no_damaged_one) {
  fill();
  auto other = sqlite_connection::open(path_.c_str(), {}).value();
  ASSERT_TRUE(other.execute(
      "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE exchanges SET kind = kind"));
  const auto checked = check_store(options_, 1min);
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.failure().detail, HasSubstr("locked"));
}

TEST_F(sqlite_damage, is_found_by_the_check) {
  fill();
  EXPECT_EQ(check_store(options_, 1min).value().state, store_check::sound);
  damage();
  const auto found = check_store(options_, 1min).value();
  EXPECT_EQ(found.state, store_check::damaged);
  EXPECT_THAT(found.problem, HasSubstr("Page"));
}

TEST_F(sqlite_damage, the_check_ends_in_time) {
  fill();
  EXPECT_EQ(check_store(options_, 0ms).value().state, store_check::unfinished);
}

TEST_F(sqlite_damage, there_is_nothing_to_check_in_memory) {
  options_.url = "memory:";
  EXPECT_EQ(check_store(options_, 0ms).value().state, store_check::sound);
}

}  // namespace
}  // namespace aurawell::net
