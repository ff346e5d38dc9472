// A store whose PostgreSQL server is slow, or says nothing.

#include <gmock/gmock.h>

#include <chrono>
#include <memory>

#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/postgres/store_calls.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/tcp_proxy.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::answer;
using test_support::cut;
using test_support::flow;
using test_support::past_of;
using test_support::postgres_server;
using test_support::question;
using test_support::save_group;
using test_support::saves_again;
using test_support::tcp_proxy;
using testing::ElementsAre;

using steady = std::chrono::steady_clock;

class postgres_silence : public testing::Test {
 protected:
  store_options options() const {
    store_options all{.url = server_.url(database_, proxy_.port())};
    all.postgres.connect_timeout = 2s;
    all.postgres.statement_timeout = 500ms;
    // Until then the transaction of a connection that is silent keeps its locks on the server.
    all.postgres.idle_timeout = 1s;
    return all;
  }

  /// Everything is swallowed from now on, over open connections and new ones.
  void silence() {
    is_silent_ = true;
    proxy_.break_open(black_hole_);
  }

  /// Within the limit of a statement and its margin, and some time for a loaded machine.
  template <class Call>
  void expect_away_in_time(const Call& call) {
    const auto begin = steady::now();
    const auto done = call();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.failure().code, ec::database_unreachable);
    EXPECT_LT(steady::now() - begin, 10s);
  }

  static constexpr test_support::cut_plan black_hole_{
      .kind = cut::stall, .counted = flow::to_client, .bytes = 0, .pause = 60s};
  postgres_server& server_ = postgres_server::shared();
  std::string database_ = server_.make_database();
  std::atomic<bool> is_silent_{false};
  tcp_proxy proxy_{server_.port(), 1, [this](auto&) {
                     return is_silent_ ? std::optional{black_hole_} : std::nullopt;
                   }};
  std::unique_ptr<advice_store> store_ = open_store(options()).value();
};

TEST_F(postgres_silence, of_a_slow_server_costs_time_only) {
  proxy_.delay(30ms);
  const auto begin = steady::now();
  EXPECT_TRUE(save_group(*store_, {question("r1", "asked"), answer("r1", "answered")}));
  // Lookups, writes, commit: each waits for the way there and back.
  EXPECT_GE(steady::now() - begin, 120ms);
  EXPECT_THAT(past_of(*store_), ElementsAre(past_exchange{"asked", "answered"}));
}

TEST_F(postgres_silence, of_an_open_connection_is_an_outage_after_a_limited_time) {
  ASSERT_TRUE(save_group(*store_, {question("r1", "asked")}));
  silence();
  expect_away_in_time([&] { return save_group(*store_, {answer("r1", "lost")}); });
  is_silent_ = false;
  EXPECT_TRUE(saves_again(*store_, {answer("r1", "kept")}));
  EXPECT_THAT(past_of(*store_), ElementsAre(past_exchange{"asked", "kept"}));
}

TEST_F(postgres_silence, of_a_server_that_takes_connections_is_an_outage_after_a_limited_time) {
  silence();
  expect_away_in_time([&] { return save_group(*store_, {question("r1", "lost")}); });
  expect_away_in_time([&] { return save_group(*store_, {question("r1", "lost again")}); });
  const auto opened = open_store(options());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.failure().code, ec::database_unreachable);
  EXPECT_THAT(opened.failure().detail, testing::HasSubstr("timeout"));
}

TEST_F(postgres_silence, is_not_waited_for_while_the_database_counts_as_away) {
  silence();
  expect_away_in_time([&] { return save_group(*store_, {question("r1", "lost")}); });
  store_->wait_for_locks(false);
  const auto begin = steady::now();
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(store_->begin());
  }
  EXPECT_LT(steady::now() - begin, 1s);
}

TEST_F(postgres_silence, holds_up_only_the_first_of_many_calls) {
  ASSERT_TRUE(save_group(*store_, {question("r1", "asked")}));
  silence();
  expect_away_in_time([&] { return store_->find_exchange({"u1"}, {"r1"}); });
  expect_away_in_time([&] { return store_->find_exchange({"u1"}, {"r1"}); });
  const auto begin = steady::now();
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(store_->find_exchange({"u1"}, {"r1"}));
  }
  EXPECT_LT(steady::now() - begin, 1s);
}

TEST_F(postgres_silence, of_a_server_that_stands_still_is_an_outage) {
  postgres_server frozen;
  auto direct = options();
  direct.url = frozen.url(frozen.make_database());
  const auto store = open_store(direct).value();
  ASSERT_TRUE(save_group(*store, {question("r1", "asked")}));
  frozen.freeze();
  expect_away_in_time([&] { return save_group(*store, {answer("r1", "waits")}); });
  frozen.go_on();
  EXPECT_TRUE(saves_again(*store, {answer("r1", "kept")}));
  EXPECT_THAT(past_of(*store), ElementsAre(past_exchange{"asked", "kept"}));
}

}  // namespace
}  // namespace aurawell::net
