// Two processes with one database.
#include "config/shared_database.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "config/open_database.hpp"
#include "domain/ports/account_store.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;

/// Each as the store actor uses it.
class shared_database_test : public testing::Test {
 protected:
  static stored_exchange find(const actors::store_setup& of, const std::string& request) {
    return of.store->find_exchange({"u1"}, {request}).value().value();
  }

  test_support::temp_folder folder_;
  net::store_options options_{.url = "sqlite:" + (folder_ / "a.db").string(),
                              .sync_to_disk = false};
};

TEST_F(shared_database_test, a_second_one_that_was_started_by_mistake_is_refused) {
  const auto first = open_database(options_);
  ASSERT_TRUE(first);
  ASSERT_TRUE(first->store->save_question(question("r1", "?")));
  const auto second = open_database(options_);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.failure().detail, testing::HasSubstr("in use by another process"));
  EXPECT_FALSE(find(*first, "r1").status);
}

TEST_F(shared_database_test, one_without_the_spool_is_protected_too) {
  auto first = open_database(options_);
  const auto second = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(second) << second.failure().detail;
  first = error{ec::internal, {}};
  EXPECT_FALSE(open_database(options_)) << "the spool is free, but the database is used";
}

TEST_F(shared_database_test, the_new_one_takes_over_when_the_old_one_has_ended) {
  auto old = open_database(options_);
  ASSERT_TRUE(old);
  ASSERT_TRUE(old->store->save_question(question("r1", "?")));
  ASSERT_TRUE(old->store->save_question(question("r2", "?")));
  ASSERT_TRUE(old->backlog->add({answer("r2", "waited"), question("r3", "waited")}));
  const auto fresh = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(fresh) << fresh.failure().detail;
  EXPECT_EQ(fresh->backlog, nullptr);
  ASSERT_TRUE(fresh->store->save_question(question("r4", "?")));
  EXPECT_EQ(fresh->others->look(*fresh->store), 1U);
  EXPECT_EQ(fresh->others->backlog(), nullptr);
  for (const auto* request : {"r1", "r2"}) {
    EXPECT_FALSE(find(*fresh, request).status) << request;
    EXPECT_TRUE(find(*fresh, request).is_answered_elsewhere) << request;
  }
  ASSERT_TRUE(old->store->save_answer(answer("r1", "in time")));

  old = error{ec::internal, {}};
  EXPECT_TRUE(find(*fresh, "r2").is_answered_elsewhere) << "its end is in the spool";
  EXPECT_EQ(fresh->others->look(*fresh->store), 0U);
  EXPECT_EQ(*find(*fresh, "r1").summary.text, "in time");
  EXPECT_EQ(find(*fresh, "r2").status, request_status::done);
  EXPECT_EQ(*find(*fresh, "r2").summary.text, "waited");
  EXPECT_EQ(find(*fresh, "r3").status, request_status::incomplete);
  EXPECT_FALSE(find(*fresh, "r4").status) << "it runs here";
  EXPECT_FALSE(find(*fresh, "r4").is_answered_elsewhere);
  ASSERT_NE(fresh->others->backlog(), nullptr);
  EXPECT_TRUE(fresh->others->backlog()->idle());
  EXPECT_TRUE(fresh->others->backlog()->add({answer("r4", "here")}));
}

/// Runs the old one in a process of its own, until it is killed.
class old_process {
 public:
  explicit old_process(const net::store_options& options) {
    int ready[2];
    EXPECT_EQ(::pipe(ready), 0);
    id_ = ::fork();
    if (id_ == 0) {
      run(options, ready[1]);
    }
    ::close(ready[1]);
    char done = 0;
    EXPECT_EQ(::read(ready[0], &done, 1), 1);
    EXPECT_EQ(done, 'y');
    ::close(ready[0]);
  }
  ~old_process() { kill(); }

  void kill() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      ::waitpid(std::exchange(id_, 0), nullptr, 0);
    }
  }

 private:
  [[noreturn]] static void run(const net::store_options& options, int ready) {
    const auto opened = open_database(options);
    const bool done = opened && opened->store->save_question(question("r1", "?")) &&
                      opened->store->save_progress({{"u1"}, {"r1"}, "half"}) &&
                      opened->store->save_question(question("r2", "?")) &&
                      opened->backlog->add({answer("r2", "waited")});
    (void)!::write(ready, done ? "y" : "n", 1);
    for (;;) {
      ::pause();
    }
  }

  pid_t id_ = 0;
};

TEST_F(shared_database_test, the_new_one_completes_what_a_killed_one_has_left) {
  old_process old{options_};
  EXPECT_FALSE(open_database(options_));
  const auto fresh = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(fresh) << fresh.failure().detail;
  EXPECT_EQ(fresh->others->look(*fresh->store), 1U);
  EXPECT_FALSE(find(*fresh, "r1").status);
  EXPECT_EQ(*find(*fresh, "r1").summary.text, "half");
  old.kill();
  EXPECT_EQ(fresh->others->look(*fresh->store), 0U);
  EXPECT_EQ(find(*fresh, "r1").status, request_status::incomplete);
  EXPECT_EQ(*find(*fresh, "r1").summary.text, "half");
  EXPECT_EQ(find(*fresh, "r2").status, request_status::done);
  EXPECT_EQ(*find(*fresh, "r2").summary.text, "waited");
}

TEST_F(shared_database_test, the_old_one_ends_what_a_new_one_that_crashed_has_left) {
  const auto old = open_database(options_);
  ASSERT_TRUE(old->store->save_question(question("r1", "?")));
  {
    const auto fresh = open_database(options_, database_sharing::with_predecessor);
    ASSERT_TRUE(fresh->store->save_question(question("r2", "?")));
    EXPECT_EQ(old->others->look(*old->store), 1U);
    EXPECT_FALSE(find(*old, "r2").status);
  }
  EXPECT_EQ(old->others->look(*old->store), 0U);
  EXPECT_EQ(find(*old, "r2").status, request_status::incomplete);
  EXPECT_FALSE(find(*old, "r1").status);
}

TEST_F(shared_database_test, of_three_the_last_one_takes_over) {
  auto first = open_database(options_);
  ASSERT_TRUE(first->store->save_question(question("r1", "?")));
  auto second = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(second->store->save_question(question("r2", "?")));
  const auto third = open_database(options_, database_sharing::with_predecessor);
  EXPECT_EQ(third->others->look(*third->store), 2U);
  first = error{ec::internal, {}};
  EXPECT_EQ(third->others->look(*third->store), 1U);
  EXPECT_FALSE(find(*third, "r2").status);
  second = error{ec::internal, {}};
  EXPECT_EQ(third->others->look(*third->store), 0U);
  EXPECT_EQ(find(*third, "r1").status, request_status::incomplete);
  EXPECT_EQ(find(*third, "r2").status, request_status::incomplete);
}

TEST_F(shared_database_test, without_a_predecessor_the_new_one_is_alone) {
  const auto only = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(only) << only.failure().detail;
  EXPECT_NE(only->backlog, nullptr);
}

TEST_F(shared_database_test, an_erased_user_leaves_the_spool_of_the_other_one) {
  const auto old = open_database(options_);
  const auto fresh = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(old->backlog->add({question("r1", "S3CR3T", key_of("ann", "ann", "c"))}));
  ASSERT_TRUE(
      fresh->store->accounts().erase_account({"ann"}, wall_time{std::chrono::system_clock::now()}));
  EXPECT_THAT(test_support::files_with(folder_ / ".", "S3CR3T"), testing::IsEmpty());
  EXPECT_TRUE(old->backlog->replay(*old->store, 8));
  EXPECT_FALSE(fresh->store->find_exchange({"ann"}, {"r1"}).value());
}

TEST_F(shared_database_test, each_learns_which_logins_the_other_has_revoked) {
  const auto old = open_database(options_);
  std::vector<std::string> heard;
  old->others->on_revocations([&](const std::vector<revoked_login>& all) {
    for (const auto& one : all) {
      heard.push_back(one.login);
    }
  });
  old->others->look(*old->store);
  const auto fresh = open_database(options_, database_sharing::with_predecessor);
  ASSERT_TRUE(fresh->store->accounts().revoke_login(
      {"l-1", {"ann"}, std::chrono::system_clock::now() + std::chrono::hours{1}}));
  old->others->look(*old->store);
  EXPECT_THAT(heard, testing::ElementsAre("l-1"));
}

TEST_F(shared_database_test, a_database_with_another_schema_is_left_alone) {
  const auto old = open_database(options_);
  auto file = net::sqlite_connection::open((folder_ / "a.db").c_str(), std::chrono::seconds{5});
  const auto version = *file->read_integer("PRAGMA user_version");
  ASSERT_TRUE(file->execute(("PRAGMA user_version = " + std::to_string(version - 1)).c_str()));
  const auto fresh = open_database(options_, database_sharing::with_predecessor);
  ASSERT_FALSE(fresh);
  EXPECT_THAT(fresh.failure().detail, testing::HasSubstr("stop that process first"));
  EXPECT_EQ(*file->read_integer("PRAGMA user_version"), version - 1);
}

}  // namespace
}  // namespace aurawell::config
