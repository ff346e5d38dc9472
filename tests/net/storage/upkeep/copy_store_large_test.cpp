// A large copy, compared row by row.

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <set>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/copied_tables.hpp"
#include "net/storage/upkeep/copy_ends.hpp"
#include "net/storage/upkeep/copy_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::postgres_server;
using test_support::question;

constexpr int users = 50;
constexpr int conversations = 10;
/// Of each conversation; each is two messages.
constexpr int exchanges = 100;

using rows = std::vector<std::vector<copied_value>>;

/// With its type.
std::string shown(const copied_value& one) {
  struct {
    std::string operator()(std::monostate) const { return "NULL"; }
    std::string operator()(const std::string& text) const { return "text " + text; }
    std::string operator()(std::int64_t number) const {
      return "integer " + std::to_string(number);
    }
    std::string operator()(double number) const { return "number " + std::to_string(number); }
    std::string operator()(const stored_value& value) const {
      return (value.is_sealed ? "sealed " : "plain ") + value.bytes;
    }
  } const show;
  return std::visit(show, one);
}

class copy_store_large : public testing::Test {
 protected:
  store_options options(const std::string& url) const {
    store_options all{.url = url, .sync_to_disk = false};
    all.encryption_keys.push_back({});
    all.encryption_keys.front().bytes.fill(9);
    return all;
  }
  std::string file(const std::string& name) { return "sqlite:" + (folder_ / name).string(); }

  void fill_conversation(advice_store& store, const std::string& user, int number) {
    const auto key = key_of(user, "m1", "c" + std::to_string(number));
    for (int i = 0; i < exchanges; ++i) {
      const auto name = "r" + std::to_string(number) + "-" + std::to_string(i);
      ASSERT_TRUE(store.save_question(question(name, "asked " + name + " by " + user, key)));
      ASSERT_TRUE(store.save_answer(answer(name, "answered " + name + std::string(300, 'x'), key)));
    }
  }

  void fill(const std::string& url) {
    const auto store = open_store(options(url)).value();
    auto& accounts = store->accounts();
    const auto now = wall_time{std::chrono::seconds{1'700'000'000}};
    for (int i = 0; i < users; ++i) {
      const auto user = "u" + std::to_string(i);
      ASSERT_TRUE(store->begin());
      for (int number = 0; number < conversations; ++number) {
        fill_conversation(*store, user, number);
      }
      ASSERT_TRUE(store->commit());
      ASSERT_TRUE(accounts.add_account({{user}, "Name" + user, user + "@example.org", "$h", now}));
      ASSERT_TRUE(accounts.add_member({{{user}, {"child"}}, "Mia", "daughter", now}));
      ASSERT_TRUE(accounts.add_samples({{user}, {user}},
                                       {{sample_kind::weight_kg, 70.5 + i, now, "scale"}}));
    }
  }

  rows all_rows(const std::string& url, const copied_table& table) {
    const auto connection = open_copy_end(url, options(url)).value();
    const auto select = connection->prepare(select_rows(table, true)).value();
    sql_run run{select, std::int64_t{1'000'000}};
    return read_rows(run, [&](const sql_run& row) { return read_values(table, row); }).value();
  }

  void expect_equal(const std::string& one, const std::string& other) {
    for (const auto& table : copied_tables()) {
      const auto first = all_rows(one, table);
      const auto second = all_rows(other, table);
      ASSERT_EQ(first.size(), second.size()) << table.name;
      for (std::size_t i = 0; i < first.size(); ++i) {
        for (std::size_t column = 0; column < first[i].size(); ++column) {
          ASSERT_EQ(shown(first[i][column]), shown(second[i][column]))
              << table.name << " row " << i << " " << table.columns[column].name;
        }
      }
    }
  }

  void expect_all_open(const std::string& url) {
    const auto store = open_store(options(url)).value();
    int opened = 0;
    for (int i = 0; i < users; ++i) {
      const auto user = "u" + std::to_string(i);
      for (int number = 0; number < conversations; ++number) {
        const auto key = key_of(user, "m1", "c" + std::to_string(number));
        const auto listed = store->list_exchanges({key, std::nullopt, exchanges}).value();
        for (const auto& one : listed.exchanges) {
          const auto& name = one.request.value;
          ASSERT_EQ(one.question, "asked " + name + " by " + user);
          ASSERT_EQ(*one.summary.text, "answered " + name + std::string(300, 'x'));
          ++opened;
        }
      }
    }
    EXPECT_EQ(opened, users * conversations * exchanges);
  }

  /// Returns its seconds.
  double copy(const std::string& from, const std::string& to) {
    const auto begin = std::chrono::steady_clock::now();
    const auto copied =
        copy_store(from, to, options(""), [](const copy_progress&) { return true; });
    EXPECT_TRUE(copied) << copied.failure().detail;
    return std::chrono::duration<double>{std::chrono::steady_clock::now() - begin}.count();
  }

  test_support::temp_folder folder_;
};

TEST_F(copy_store_large, is_the_same_on_a_server_and_back_in_a_file) {
  auto& server = postgres_server::shared();
  const auto url = server.url(server.make_database());
  fill(file("a.db"));
  std::cout << "to PostgreSQL: " << copy(file("a.db"), url) << " s" << std::endl;
  expect_all_open(url);
  std::cout << "to SQLite: " << copy(url, file("b.db")) << " s" << std::endl;
  expect_equal(file("a.db"), url);
  expect_equal(file("a.db"), file("b.db"));
}

/// Every column that a database has, so that none is left behind.
TEST(copied_tables, are_all_that_the_schema_has) {
  auto& server = postgres_server::shared();
  const auto database = server.make_database();
  const store_options options{.url = server.url(database)};
  ASSERT_TRUE(open_store(options));
  std::set<std::string> known;
  for (const auto& table : copied_tables()) {
    for (const auto& column : table.columns) {
      std::string name{column.name};
      std::erase(name, '"');
      known.insert(std::string{table.name} + "." + name);
    }
  }
  const auto connection = open_copy_end(options.url, options).value();
  const auto found =
      with_run(*connection,
               "SELECT table_name || '.' || column_name FROM information_schema.columns "
               "WHERE table_schema = 'public' AND table_name <> 'aurawell_schema'",
               [](sql_run& run) { return read_texts(run); });
  const std::set<std::string> all{found->begin(), found->end()};
  EXPECT_EQ(known, all);
}

}  // namespace
}  // namespace aurawell::net
