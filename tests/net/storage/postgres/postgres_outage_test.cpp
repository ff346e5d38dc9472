// A store whose PostgreSQL server fails.

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <thread>

#include "domain/ports/account_store.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/tcp_proxy.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::cut;
using test_support::cut_plan;
using test_support::flow;
using test_support::key_of;
using test_support::postgres_server;
using test_support::question;
using test_support::tcp_proxy;
using testing::ElementsAre;

std::vector<past_exchange> past_of(advice_store& store) {
  const auto loaded = store.load_past({key_of()});
  EXPECT_TRUE(loaded) << loaded.failure().detail;
  return loaded ? loaded->exchanges : std::vector<past_exchange>{};
}

result<void> save_group(advice_store& store, const std::vector<spooled_write>& writes) {
  std::vector<const spooled_write*> views;
  for (const auto& write : writes) {
    views.push_back(&write);
  }
  auto done = store.begin();
  if (done) {
    const auto saved = store.save_all(views);
    done = saved ? store.commit() : saved.failure();
  }
  if (!done) {
    store.roll_back();
  }
  return done;
}

/// For what takes its time, for example because a refused connection is not tried again at once.
template <class Condition>
bool until(const Condition& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (std::chrono::steady_clock::now() < deadline) {
    if (condition()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  return false;
}

/// With a server of its own.
class postgres_outage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<postgres_server>(postgres_server::durability::on);
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
  EXPECT_TRUE(until([&] { return save_group(*store, {question("r1", "asked")}).has_value(); }));
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
  EXPECT_TRUE(until([&] { return save_group(*store, {question("r1", "asked")}).has_value(); }));
}

TEST_F(postgres_outage, leaves_a_server_that_becomes_read_only) {
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", "asked")));
  server_->run("postgres", "ALTER SYSTEM SET default_transaction_read_only = on");
  server_->run("postgres", "SELECT pg_reload_conf()");
  // The server's processes read the setting one by one.
  const auto refused = until([&] { return !store->save_answer(answer("r1", "first")); });
  const auto away = store->save_answer(answer("r1", "refused"));
  server_->run("postgres", "ALTER SYSTEM RESET default_transaction_read_only");
  server_->run("postgres", "SELECT pg_reload_conf()");
  EXPECT_TRUE(refused);
  ASSERT_FALSE(away);
  EXPECT_EQ(away.failure().code, ec::database_unreachable);
  EXPECT_TRUE(until([&] { return store->save_answer(answer("r1", "taken")).has_value(); }));
}

/// The connection breaks after every number of bytes in turn: while it is made, in the middle of
/// the writes, and between a commit and its confirmation.
class postgres_cuts : public postgres_outage, public testing::WithParamInterface<flow> {};

TEST_P(postgres_cuts, lose_nothing_and_write_nothing_twice) {
  { const auto made = open(); }
  const auto check = open();
  constexpr std::uint64_t stride = 13;
  bool is_whole = false;
  int cuts = 0;
  for (std::uint64_t bytes = 1; !is_whole; bytes += stride) {
    tcp_proxy proxy{server_->port(), bytes, [&](std::mt19937_64&) {
                      return std::optional{cut_plan{cut::reset, GetParam(), bytes}};
                    }};
    const auto name = "r" + std::to_string(bytes);
    const std::vector<spooled_write> writes{question(name, "asked"), answer(name, "answered")};
    auto opened = open_store({.url = server_->url(database_, proxy.port())});
    is_whole = opened && save_group(**opened, writes);
    cuts += is_whole ? 0 : 1;
    proxy.calm();
    // What the spool does after an outage, whether or not the first try was committed.
    ASSERT_TRUE(save_group(*check, writes));
    const auto found = check->find_exchange({"u1"}, {name}).value();
    ASSERT_TRUE(found) << bytes;
    EXPECT_EQ(found->question, "asked");
    EXPECT_EQ(*found->summary.text, "answered");
    ASSERT_LT(bytes, 200'000U);
  }
  EXPECT_GT(cuts, 100);
  EXPECT_EQ(server_->ask(database_, "SELECT count(*) FROM exchanges"), std::to_string(cuts + 1));
  EXPECT_EQ(server_->ask(database_, "SELECT answered FROM conversations"),
            std::to_string(cuts + 1));
}

INSTANTIATE_TEST_SUITE_P(both_ways, postgres_cuts,
                         testing::Values(flow::to_client, flow::to_server));

}  // namespace
}  // namespace aurawell::net
