// A store whose PostgreSQL server fails.

#include <gmock/gmock.h>

#include <memory>

#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/postgres/store_calls.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::past_of;
using test_support::patiently;
using test_support::postgres_server;
using test_support::postgres_setup;
using test_support::question;
using test_support::save_group;
using test_support::saves_again;
using testing::ElementsAre;

/// With a server of its own.
class postgres_outage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<postgres_server>(postgres_setup{.is_durable = true});
  }
  static void TearDownTestSuite() { server_.reset(); }

  store_options options() const { return {.url = server_->url(database_)}; }
  std::unique_ptr<advice_store> open() { return open_store(options()).value(); }

  static inline std::unique_ptr<postgres_server> server_;
  std::string database_ = server_->make_database();
};

TEST_F(postgres_outage, goes_on_after_a_restart_between_two_calls) {
  const auto store = open();
  const auto reader = open_store_reader(options()).value();
  ASSERT_TRUE(store->save_question(question("r1", "before")));
  ASSERT_TRUE(reader->find_exchange({"u1"}, {"r1"}));
  server_->stop();
  server_->start();
  EXPECT_TRUE(store->save_answer(answer("r1", "after")));
  EXPECT_THAT(past_of(*reader), ElementsAre(past_exchange{"before", "after"}));
}

TEST_F(postgres_outage, undoes_a_transaction_during_which_the_server_failed) {
  const auto store = open();
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r1", "lost")));
  server_->kill();
  server_->start();
  const auto saved = store->save_question(question("r2", "lost too"));
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.failure().code, ec::database_unreachable);
  const auto committed = store->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.failure().code, ec::database_unreachable);
  EXPECT_TRUE(save_group(*store, {question("r3", "kept"), answer("r3", "whole")}));
  EXPECT_THAT(past_of(*store), ElementsAre(past_exchange{"kept", "whole"}));
}

TEST_F(postgres_outage, keeps_what_was_confirmed_when_the_server_is_killed) {
  const auto store = open();
  ASSERT_TRUE(save_group(*store, {question("r1", "asked"), answer("r1", "answered")}));
  server_->kill();
  server_->start();
  EXPECT_THAT(past_of(*store), ElementsAre(past_exchange{"asked", "answered"}));
}

TEST_F(postgres_outage, is_away_while_there_is_no_server) {
  const auto store = open();
  server_->stop();
  store->wait_for_locks(false);
  for (int i = 0; i < 3; ++i) {
    const auto begun = store->begin();
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.failure().code, ec::database_unreachable);
  }
  EXPECT_EQ(store->find_exchange({"u1"}, {"r1"}).failure().code, ec::database_unreachable);
  server_->start();
  store->wait_for_locks(true);
  // A refused connection is not tried again at once.
  EXPECT_TRUE(saves_again(*store, {question("r1", "asked")}));
}

TEST_F(postgres_outage, is_away_while_the_database_is_read_only) {
  const auto store = open();
  server_->run("postgres",
               "ALTER DATABASE " + database_ + " SET default_transaction_read_only = on");
  server_->run(
      "postgres",
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database_ + "'");
  const auto away = save_group(*store, {question("r1", "asked")});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.failure().code, ec::database_unreachable);
  server_->run("postgres", "ALTER DATABASE " + database_ + " RESET default_transaction_read_only");
  EXPECT_TRUE(saves_again(*store, {question("r1", "asked")}));
}

TEST_F(postgres_outage, leaves_a_server_that_becomes_read_only) {
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  server_->run("postgres", "ALTER SYSTEM SET default_transaction_read_only = on");
  server_->run("postgres", "SELECT pg_reload_conf()");
  // The server's processes read the setting one by one.
  const auto refused = patiently([&] { return !store->save_answer(answer("r1", "first")); });
  const auto away = store->save_answer(answer("r1", "refused"));
  server_->run("postgres", "ALTER SYSTEM RESET default_transaction_read_only");
  server_->run("postgres", "SELECT pg_reload_conf()");
  EXPECT_TRUE(refused);
  ASSERT_FALSE(away);
  EXPECT_EQ(away.failure().code, ec::database_unreachable);
  EXPECT_TRUE(patiently([&] { return store->save_answer(answer("r1", "taken")).has_value(); }));
}

}  // namespace
}  // namespace aurawell::net
