// A store whose connection to PostgreSQL breaks after any number of bytes.

#include <gmock/gmock.h>

#include <memory>

#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/postgres/store_calls.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/tcp_proxy.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::cut;
using test_support::cut_plan;
using test_support::flow;
using test_support::postgres_server;
using test_support::question;
using test_support::save_group;
using test_support::tcp_proxy;

class cuts_of_postgres : public testing::TestWithParam<flow> {
 protected:
  void SetUp() override { ASSERT_TRUE(open_store({.url = server_.url(database_)})); }

  static std::vector<spooled_write> writes_of(const std::string& name) {
    return {question(name, "asked"), answer(name, "answered")};
  }
  std::string ask(std::string_view sql) const { return server_.ask(database_, sql); }
  bool is_stored(const std::string& name) {
    return direct_->find_exchange({"u1"}, {name}).value().has_value();
  }

  /// What the spool does after an outage, whether or not the first try was committed.
  void write_again(const std::string& name) {
    ASSERT_TRUE(save_group(*direct_, writes_of(name))) << name;
    const auto found = direct_->find_exchange({"u1"}, {name}).value();
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->question, "asked") << name;
    EXPECT_EQ(*found->summary.text, "answered") << name;
  }

  void expect_each_once(int exchanges) {
    EXPECT_EQ(ask("SELECT count(*) FROM exchanges"), std::to_string(exchanges));
    EXPECT_EQ(ask("SELECT answered FROM conversations"), std::to_string(exchanges));
  }

  postgres_server& server_ = postgres_server::shared();
  std::string database_ = server_.make_database();
  std::unique_ptr<advice_store> direct_ = open_store({.url = server_.url(database_)}).value();
};

/// Every byte of a transaction over a connection that is used already.
TEST_P(cuts_of_postgres, at_any_byte_of_a_transaction_lose_nothing_and_write_nothing_twice) {
  tcp_proxy proxy{server_.port(), 1, [](auto&) { return std::nullopt; }};
  const auto store = open_store({.url = server_.url(database_, proxy.port())}).value();
  bool is_whole = false;
  int groups = 0;
  int unsure = 0;
  std::uint64_t bytes = 0;
  for (; !is_whole; ++bytes) {
    const auto name = "r" + std::to_string(bytes);
    // Connects again, and prepares the statements.
    ASSERT_TRUE(save_group(*store, writes_of("warm" + name)));
    proxy.break_open({cut::reset, GetParam(), bytes});
    is_whole = save_group(*store, writes_of(name)).has_value();
    unsure += !is_whole && is_stored(name) ? 1 : 0;
    write_again(name);
    groups += 2;
    ASSERT_LT(bytes, 20'000U);
  }
  EXPECT_GT(bytes, 100U);
  // Its commit was made, and the confirmation lost.
  if (GetParam() == flow::to_client) {
    EXPECT_GT(unsure, 0);
  }
  expect_each_once(groups);
}

/// While the connection is made, the schema is read, and statements are prepared.
TEST_P(cuts_of_postgres, since_the_beginning_of_a_connection_lose_nothing_and_write_nothing_twice) {
  constexpr std::uint64_t stride = 13;
  bool is_whole = false;
  int cuts = 0;
  for (std::uint64_t bytes = 1; !is_whole; bytes += stride) {
    tcp_proxy proxy{server_.port(), bytes, [&](std::mt19937_64&) {
                      return std::optional{cut_plan{cut::reset, GetParam(), bytes}};
                    }};
    const auto name = "r" + std::to_string(bytes);
    auto opened = open_store({.url = server_.url(database_, proxy.port())});
    is_whole = opened && save_group(**opened, writes_of(name));
    cuts += is_whole ? 0 : 1;
    proxy.calm();
    write_again(name);
    ASSERT_LT(bytes, 200'000U);
  }
  EXPECT_GT(cuts, 100);
  expect_each_once(cuts + 1);
}

INSTANTIATE_TEST_SUITE_P(both_ways, cuts_of_postgres,
                         testing::Values(flow::to_client, flow::to_server));

}  // namespace
}  // namespace aurawell::net
