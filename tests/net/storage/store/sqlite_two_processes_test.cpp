// Two stores of one database, each with the entry of a process of its own.
#include <gmock/gmock.h>

#include <thread>

#include "domain/ports/account_store.hpp"
#include "net/storage/store/sqlite_store.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;

/// A process, as far as the database is concerned.
struct process {
  std::shared_ptr<process_register> entry;
  std::unique_ptr<sql_store> store;

  stored_exchange find(const std::string& request) const {
    return store->find_exchange({"u1"}, {request}).value().value();
  }
};

class sqlite_two_processes : public testing::Test {
 protected:
  process start() {
    process fresh{process_register::enter(path_).value(), nullptr};
    fresh.store = open_sqlite_store(path_, {.url = {}, .sync_to_disk = false}, fresh.entry).value();
    return fresh;
  }

  static void save_progress(const process& of, const std::string& request,
                            const std::string& text) {
    ASSERT_TRUE(of.store->save_progress({{"u1"}, {request}, text}));
  }

  test_support::temp_folder folder_;
  const std::string path_ = (folder_ / "a.db").string();
  process old_ = start();
  process new_ = start();
};

TEST_F(sqlite_two_processes, no_answer_of_a_running_process_is_ended) {
  ASSERT_TRUE(old_.store->save_question(question("r1", "?")));
  ASSERT_TRUE(new_.store->save_question(question("r2", "?")));
  save_progress(old_, "r1", "half");
  EXPECT_EQ(*new_.store->close_interrupted(wall_time{}), 0U);
  EXPECT_EQ(*old_.store->close_interrupted(wall_time{}), 0U);
  EXPECT_FALSE(new_.find("r1").status);
  old_ = {};
  EXPECT_EQ(*new_.store->close_interrupted(wall_time{}), 1U);
  EXPECT_EQ(new_.find("r1").status, request_status::incomplete);
  EXPECT_EQ(*new_.find("r1").summary.text, "half");
  EXPECT_FALSE(new_.find("r2").status);
}

TEST_F(sqlite_two_processes, shows_who_answers) {
  old_.entry->note_completed();
  ASSERT_TRUE(old_.store->save_question(question("r1", "?")));
  EXPECT_TRUE(new_.find("r1").is_answered_elsewhere);
  EXPECT_FALSE(old_.find("r1").is_answered_elsewhere);
  const auto of_session = new_.store->load_session({{"u1"}, {}, 8}).value();
  ASSERT_EQ(of_session.size(), 1U);
  EXPECT_TRUE(of_session.front().is_answered_elsewhere);
  const auto again = new_.store->save_question(question("r1", "?")).value();
  EXPECT_TRUE(again->is_answered_elsewhere);
  ASSERT_TRUE(old_.store->save_answer(answer("r1", "done")));
  EXPECT_FALSE(new_.find("r1").is_answered_elsewhere);
}

TEST_F(sqlite_two_processes, an_end_may_still_wait_in_the_spool_of_an_ended_process) {
  ASSERT_TRUE(old_.store->save_question(question("r1", "?")));
  old_ = {};
  EXPECT_TRUE(new_.store->save_question(question("r1", "?")).value()->is_answered_elsewhere);
  new_.entry->note_completed();
  EXPECT_FALSE(new_.store->save_question(question("r1", "?")).value()->is_answered_elsewhere);
}

TEST_F(sqlite_two_processes, no_answer_has_two_writers) {
  ASSERT_TRUE(new_.store->save_question(question("r1", "?")));
  save_progress(new_, "r1", "of the new one");
  save_progress(old_, "r1", "of the old one, which is longer");
  EXPECT_EQ(*new_.find("r1").summary.text, "of the new one");
  EXPECT_EQ(old_.store->save_answer(answer("r1", "of the old one")).failure().code,
            ec::answered_elsewhere);
  EXPECT_FALSE(new_.find("r1").status);
  ASSERT_TRUE(new_.store->save_answer(answer("r1", "of the new one")));
  EXPECT_EQ(*old_.find("r1").summary.text, "of the new one");
}

TEST_F(sqlite_two_processes, who_answers_a_lost_question_keeps_it_from_later_processes) {
  ASSERT_TRUE(old_.store->save_question(question("r1", "?")));
  old_ = {};
  new_.entry->note_completed();
  ASSERT_TRUE(new_.store->save_question(question("r1", "?")));
  const auto third = start();
  EXPECT_EQ(*third.store->close_interrupted(wall_time{}), 0U);
  EXPECT_TRUE(third.find("r1").is_answered_elsewhere);
}

TEST_F(sqlite_two_processes, what_a_process_left_in_its_spool_is_nobodys) {
  new_.store->write_for_ended(true);
  ASSERT_TRUE(new_.store->save_question(question("r1", "?")));
  new_.store->write_for_ended(false);
  ASSERT_TRUE(new_.store->save_question(question("r2", "?")));
  EXPECT_EQ(*new_.store->close_interrupted(wall_time{}), 1U);
  EXPECT_EQ(new_.find("r1").status, request_status::incomplete);
}

TEST_F(sqlite_two_processes, an_erased_user_does_not_come_back) {
  ASSERT_TRUE(old_.store->save_question(question("r1", "?", key_of("ann", "ann"))));
  ASSERT_TRUE(old_.store->save_progress({{"ann"}, {"r1"}, "S3CR3T"}));
  ASSERT_TRUE(new_.store->accounts().erase_account({"ann"}, wall_time{std::chrono::hours{1}}));
  ASSERT_TRUE(old_.store->save_progress({{"ann"}, {"r1"}, "S3CR3T again"}));
  EXPECT_EQ(old_.store->save_answer(answer("r1", "S3CR3T", key_of("ann", "ann"))).failure().code,
            ec::request_not_found);
  EXPECT_EQ(
      old_.store->save_question(question("r2", "S3CR3T", key_of("ann", "ann"))).failure().code,
      ec::user_not_found);
  old_ = {};
  new_.store->sweep_log();
  EXPECT_TRUE(new_.store->clear_log());
  EXPECT_THAT(test_support::files_with(folder_ / ".", "S3CR3T"), testing::IsEmpty());
}

TEST_F(sqlite_two_processes, a_removed_conversation_does_not_come_back) {
  ASSERT_TRUE(old_.store->save_question(question("r1", "?")));
  ASSERT_TRUE(new_.store->remove_conversation(key_of()));
  save_progress(old_, "r1", "text");
  EXPECT_FALSE(old_.store->save_answer(answer("r1", "text")));
  EXPECT_FALSE(new_.store->find_exchange({"u1"}, {"r1"}).value());
}

TEST_F(sqlite_two_processes, ids_of_rows_are_unique_with_two_writers) {
  constexpr int each = 100;
  const auto write = [](const process& to, const std::string& prefix) {
    for (int i = 0; i < each; ++i) {
      const auto request = prefix + std::to_string(i);
      ASSERT_TRUE(to.store->save_question(question(request, "?")));
      ASSERT_TRUE(to.store->save_answer(answer(request, request)));
    }
  };
  std::thread other{[&] { write(new_, "new"); }};
  write(old_, "old");
  other.join();
  for (int i = 0; i < each; ++i) {
    EXPECT_EQ(*new_.find("old" + std::to_string(i)).summary.text, "old" + std::to_string(i));
    EXPECT_EQ(*old_.find("new" + std::to_string(i)).summary.text, "new" + std::to_string(i));
  }
}

TEST_F(sqlite_two_processes, each_sees_what_the_other_has_committed) {
  const auto reader = open_sqlite_store_reader(path_, {.url = {}}, old_.entry).value();
  ASSERT_TRUE(reader->begin());
  reader->roll_back();
  ASSERT_TRUE(new_.store->save_question(question("r1", "asked")));
  ASSERT_TRUE(new_.store->save_answer(answer("r1", "answered")));
  EXPECT_EQ(*reader->find_exchange({"u1"}, {"r1"}).value()->summary.text, "answered");
  EXPECT_EQ(old_.store->load_past({key_of()})->exchanges.size(), 1U);
}

}  // namespace
}  // namespace aurawell::net
