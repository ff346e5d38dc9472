#include "net/storage/store/sqlite_store.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

/// Captures the next opened connection, so that a test can limit it.
class connection_tap {
 public:
  connection_tap() {
    first = nullptr;
    sqlite3_auto_extension(entry());
  }
  ~connection_tap() { sqlite3_cancel_auto_extension(entry()); }

  void execute(const std::string& sql) const {
    ASSERT_EQ(sqlite3_exec(first, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  }

  std::string read(const std::string& sql) const {
    std::string text;
    const auto keep = [](void* to, int, char** columns, char**) {
      *static_cast<std::string*>(to) = columns[0];
      return SQLITE_OK;
    };
    EXPECT_EQ(sqlite3_exec(first, sql.c_str(), keep, &text, nullptr), SQLITE_OK) << sql;
    return text;
  }

 private:
  static int on_open(sqlite3* handle, char**, const sqlite3_api_routines*) {
    if (first == nullptr) {
      first = handle;
    }
    return SQLITE_OK;
  }
  static void (*entry())() { return reinterpret_cast<void (*)()>(&on_open); }

  static inline sqlite3* first = nullptr;
};

class sqlite_store_file : public testing::Test {
 protected:
  std::unique_ptr<sql_store> open(bool sync_to_disk = false) {
    return open_sqlite_store(path_, {.url = {},
                                     .busy_timeout = std::chrono::milliseconds{1},
                                     .sync_to_disk = sync_to_disk})
        .value();
  }

  /// The file as another program reads it.
  sqlite_connection inspect() {
    return sqlite_connection::open(path_.c_str(), std::chrono::seconds{5}).value();
  }

  test_support::temp_folder folder_;
  std::string path_ = folder_ / "a.db";
};

std::vector<past_exchange> history_of(advice_store& store) {
  return store.load_past({key_of(), 10'000, 100'000'000}).value().exchanges;
}

TEST_F(sqlite_store_file, is_there_after_opening_again) {
  {
    const auto store = open();
    ASSERT_TRUE(store->save_question(question("r1", "asked")));
    ASSERT_TRUE(store->save_answer(answer("r1", "answered")));
  }
  EXPECT_THAT(history_of(*open()), ElementsAre(past_exchange{"asked", "answered"}));
}

TEST_F(sqlite_store_file, holds_every_field_of_an_answer) {
  auto record = answer("r1", "answered");
  record.status = request_status::incomplete;
  record.summary.usage = token_usage{10, 20, 30, 4, std::nullopt, true};
  record.summary.model = "m";
  record.summary.provider = "p";
  record.summary.finish_reason = "length";
  record.summary.first_token = std::chrono::milliseconds{7};
  record.summary.duration = std::chrono::milliseconds{99};
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  ASSERT_TRUE(store->save_answer(record));

  auto file = inspect();
  const auto row = file.prepare(
      "SELECT concat_row FROM (SELECT kind || '|' || asked_at || '|' || status || '|' || "
      "answered_at || '|' || model || '|' || provider || '|' || finish_reason || '|' || "
      "first_token_ms || '|' || duration_ms || '|' || prompt_tokens || '|' || completion_tokens "
      "|| '|' || total_tokens || '|' || cached_tokens || '|' || ifnull(reasoning_tokens, 'null') "
      "|| '|' || usage_estimated AS concat_row FROM exchanges)");
  ASSERT_TRUE(row);
  sql_run run{*row};
  ASSERT_TRUE(*run.step());
  EXPECT_EQ(run.text(0),
            "health|1700000000123|incomplete|1700000005456|m|p|length|7|99|10|20|30|4|null|1");
}

TEST_F(sqlite_store_file, waits_for_locks_again_where_it_only_reads) {
  const auto writer = open();
  const connection_tap tap;
  const auto reader =
      open_sqlite_store_reader(path_, {.busy_timeout = std::chrono::milliseconds{123}}).value();
  reader->wait_for_locks(false);
  EXPECT_EQ(tap.read("PRAGMA busy_timeout"), "0");
  reader->wait_for_locks(true);
  EXPECT_EQ(tap.read("PRAGMA busy_timeout"), "123");
}

TEST_F(sqlite_store_file, keeps_unknown_usage_apart_from_zero) {
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  ASSERT_TRUE(store->save_answer(answer("r1", "answered")));
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges WHERE total_tokens IS NULL "
                                    "AND usage_estimated IS NULL AND first_token_ms IS NULL"),
            1);
}

TEST_F(sqlite_store_file, syncs_as_the_option_says) {
  for (const bool sync : {true, false}) {
    const connection_tap tap;
    const auto store = open(sync);
    const auto expected = std::string{"CREATE TEMP TABLE seen AS SELECT 1 / (synchronous = "} +
                          (sync ? "2" : "1") + ") AS x FROM pragma_synchronous";
    tap.execute(expected);
    tap.execute("CREATE TEMP TABLE checked (x NOT NULL); INSERT INTO checked SELECT x FROM seen");
  }
}

TEST_F(sqlite_store_file, a_repeated_request_leaves_no_empty_conversation) {
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  ASSERT_TRUE(store->save_question(question("r1", "asked", key_of("u1", "m1", "other"))));
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM conversations"), 1);
}

TEST_F(sqlite_store_file, a_batch_is_invisible_until_it_commits) {
  const auto store = open();
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  auto other = inspect();
  EXPECT_EQ(*other.read_integer("SELECT count(*) FROM exchanges"), 0);
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(*other.read_integer("SELECT count(*) FROM exchanges"), 1);
}

TEST_F(sqlite_store_file, a_batch_without_commit_is_gone) {
  {
    const auto store = open();
    ASSERT_TRUE(store->begin());
    ASSERT_TRUE(store->save_question(question("r1", "asked")));
  }
  EXPECT_TRUE(open());
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 0);
}

TEST_F(sqlite_store_file, a_full_disk_is_an_error_and_not_the_end) {
  const connection_tap tap;
  const auto store = open();
  tap.execute("PRAGMA max_page_count = 80");
  int saved = 0;
  auto last = store->save_question(question("r0", "asked"));
  while (last && saved < 1000) {
    last = store->save_question(question("r" + std::to_string(++saved), std::string(4000, 'q')));
  }
  ASSERT_FALSE(last);
  EXPECT_EQ(last.failure().code, ec::database_unreachable);
  EXPECT_THAT(last.failure().detail, HasSubstr("disk is full"));
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), saved);

  tap.execute("PRAGMA max_page_count = 4000");
  EXPECT_TRUE(store->save_question(question("late", "asked")));
  EXPECT_TRUE(store->save_answer(answer("late", "answered")));
  EXPECT_THAT(history_of(*store), ElementsAre(past_exchange{"asked", "answered"}));
}

TEST_F(sqlite_store_file, a_disk_that_fills_up_in_a_batch_loses_one_call) {
  const connection_tap tap;
  const auto store = open();
  tap.execute("PRAGMA max_page_count = 80");
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r1", "before")));
  const auto other = key_of("u1", "m1", "other");
  EXPECT_FALSE(store->save_question(question("r2", std::string(1'000'000, 'q'), other)));
  ASSERT_TRUE(store->save_question(question("r3", "after")));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 2);
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM conversations"), 1);
}

TEST_F(sqlite_store_file, a_batch_that_sqlite_undid_never_claims_success) {
  const connection_tap tap;
  const auto store = open();
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r1", "undone")));
  tap.execute(
      "CREATE TEMP TRIGGER broken BEFORE INSERT ON main.exchanges "
      "BEGIN SELECT RAISE(ROLLBACK, 'as a failing disk does'); END");
  EXPECT_FALSE(store->save_question(question("r2", "fails")));
  tap.execute("DROP TRIGGER IF EXISTS broken");
  EXPECT_FALSE(store->save_question(question("r3", "would be lost")));
  EXPECT_FALSE(store->commit());
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 0);

  ASSERT_TRUE(store->begin());
  EXPECT_TRUE(store->save_question(question("r1", "again")));
  EXPECT_TRUE(store->commit());
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 1);
}

TEST_F(sqlite_store_file, a_read_only_database_is_an_error_and_not_the_end) {
  const connection_tap tap;
  const auto store = open();
  tap.execute("PRAGMA query_only = ON");
  const auto refused = store->save_question(question("r1", "asked"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.failure().detail, HasSubstr("readonly"));
  EXPECT_FALSE(store->save_answer(answer("r1", "answered")));
  tap.execute("PRAGMA query_only = OFF");
  EXPECT_TRUE(store->save_question(question("r1", "asked")));
}

TEST_F(sqlite_store_file, a_lock_held_elsewhere_is_an_error_and_not_the_end) {
  const auto store = open();
  auto other = inspect();
  ASSERT_TRUE(other.execute("BEGIN IMMEDIATE"));
  const auto refused = store->save_question(question("r1", "asked"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::database_unreachable);
  EXPECT_THAT(refused.failure().detail, HasSubstr("locked"));
  EXPECT_FALSE(store->begin());
  EXPECT_TRUE(store->load_past({key_of()}));
  ASSERT_TRUE(other.execute("ROLLBACK"));
  EXPECT_TRUE(store->save_question(question("r1", "asked")));
  ASSERT_TRUE(store->begin());
  EXPECT_TRUE(store->commit());
}

TEST_F(sqlite_store_file, a_damaged_page_is_an_error_and_not_the_end) {
  const auto store = open();
  for (int i = 0; i < 80; ++i) {
    const auto name = "r" + std::to_string(i);
    ASSERT_TRUE(store->save_question(question(name, std::string(3000, 'q'))));
    ASSERT_TRUE(store->save_answer(answer(name, "answered")));
  }
  ASSERT_TRUE(inspect().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  const auto size = std::filesystem::file_size(path_);
  {
    std::fstream file{path_, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(static_cast<std::streamoff>(size / 2));
    file << std::string(size - size / 2, '\xff');
  }
  // The connection that wrote the pages would still have them in its cache.
  const auto again = open_sqlite_store(path_, {.url = {}, .sync_to_disk = false});
  ASSERT_TRUE(again);
  const auto history = (*again)->load_past({key_of(), 10'000, 100'000'000});
  ASSERT_FALSE(history);
  EXPECT_EQ(history.failure().code, ec::database_failed);
  EXPECT_THAT(history.failure().detail, HasSubstr("malformed"));
  EXPECT_FALSE((*again)->save_question(question("late", std::string(9000, 'q'))));
  ASSERT_TRUE((*again)->begin());
  EXPECT_FALSE((*again)->save_question(question("later", "asked")));
  EXPECT_NO_FATAL_FAILURE(static_cast<void>((*again)->commit()));
}

TEST_F(sqlite_store_file, a_failed_commit_undoes_the_batch) {
  const connection_tap tap;
  const auto store = open();
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  tap.execute("PRAGMA defer_foreign_keys = ON; UPDATE exchanges SET conversation = 999");
  EXPECT_FALSE(store->commit());
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 0);
  EXPECT_TRUE(store->save_question(question("r1", "asked")));
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 1);
}

TEST_F(sqlite_store_file, committed_rows_survive_kill_9) {
  int acknowledged[2];
  ASSERT_EQ(::pipe(acknowledged), 0);
  const pid_t writer = ::fork();
  ASSERT_GE(writer, 0);
  if (writer == 0) {
    const auto store = open(true);
    for (int batch = 0;; ++batch) {
      bool good = store->begin().has_value();
      for (int i = 0; i < 3; ++i) {
        const auto name = std::to_string(batch * 3 + i);
        good = good && store->save_question(question("r" + name, "q" + name)) &&
               store->save_answer(answer("r" + name, "a" + name));
      }
      good = good && store->commit();
      if (!good || ::write(acknowledged[1], "x", 1) != 1) {
        ::_exit(1);
      }
    }
  }
  ::close(acknowledged[1]);
  std::size_t batches = 0;
  char byte = 0;
  while (batches < 50 && ::read(acknowledged[0], &byte, 1) == 1) {
    ++batches;
  }
  ::kill(writer, SIGKILL);
  while (::read(acknowledged[0], &byte, 1) == 1) {
    ++batches;
  }
  ::close(acknowledged[0]);
  int status = 0;
  ASSERT_EQ(::waitpid(writer, &status, 0), writer);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the writer failed by itself";
  ASSERT_GE(batches, 50u);

  const auto rows = history_of(*open());
  ASSERT_GE(rows.size(), batches * 3);
  EXPECT_EQ(rows.size() % 3, 0u) << "half a batch came back";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i], (past_exchange{"q" + std::to_string(i), "a" + std::to_string(i)}));
  }
}

TEST_F(sqlite_store_file, an_account_that_goes_takes_its_exchanges_along) {
  const connection_tap tap;
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  tap.execute("DELETE FROM conversations");
  EXPECT_EQ(*inspect().read_integer("SELECT count(*) FROM exchanges"), 0);
}

}  // namespace
}  // namespace aurawell::net
