// Several processes, on one machine or more, with one PostgreSQL database.

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <thread>

#include "domain/ports/account_store.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/postgres/store_calls.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::postgres_server;
using test_support::question;
using test_support::save_group;
using nodes = process_register::nodes;

class postgres_nodes : public testing::Test {
 protected:
  struct node {
    std::shared_ptr<process_register> entry;
    std::unique_ptr<advice_store> store;
  };

  node start(const std::string& folder) {
    auto entry = process_register::enter(folder_ / folder, nodes::many).value();
    auto store = open_store({.url = url_}, entry).value();
    return {std::move(entry), std::move(store)};
  }

  template <class Run>
  static void at_once(int count, const Run& run) {
    std::vector<std::thread> all;
    for (int i = 0; i < count; ++i) {
      all.emplace_back([&run, i] { run(i); });
    }
    for (auto& one : all) {
      one.join();
    }
  }

  std::string ask(std::string_view sql) const {
    return postgres_server::shared().ask(database_, sql);
  }

  test_support::temp_folder folder_;
  std::string database_ = postgres_server::shared().make_database();
  std::string url_ = postgres_server::shared().url(database_);
};

TEST_F(postgres_nodes, write_in_the_same_conversations_at_once_and_lose_nothing) {
  constexpr int rounds = 30;
  std::vector<node> all;
  for (int i = 0; i < 4; ++i) {
    all.push_back(start("n" + std::to_string(i)));
  }
  std::atomic<int> failures{0};
  at_once(4, [&](int i) {
    for (int round = 0; round < rounds; ++round) {
      const auto key = key_of("u1", "m1", "c" + std::to_string(round));
      const auto name = "r" + std::to_string(round);
      failures += save_group(*all[static_cast<std::size_t>(i)].store,
                             {question(name + "of all", "?", key),
                              question(name + "of " + std::to_string(i), "?", key)})
                      ? 0
                      : 1;
    }
  });
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges"), std::to_string(5 * rounds));
  EXPECT_EQ(ask("SELECT count(*) FROM conversations"), std::to_string(rounds));
  EXPECT_EQ(ask("SELECT count(*) FROM conversations AS c WHERE newest <> "
                "(SELECT max(id) FROM exchanges WHERE conversation = c.id)"),
            "0");
}

TEST_F(postgres_nodes, get_over_deadlocks) {
  constexpr int rounds = 40;
  const auto first = start("a");
  const auto second = start("b");
  const auto one = key_of("u1", "m1", "c1");
  const auto two = key_of("u1", "m1", "c2");
  ASSERT_TRUE(save_group(*first.store, {question("0", "?", one), question("1", "?", two)}));
  std::atomic<int> failures{0};
  at_once(2, [&](int i) {
    auto& store = i == 0 ? *first.store : *second.store;
    for (int round = 0; round < rounds; ++round) {
      const auto name = std::to_string(i) + "-" + std::to_string(round);
      failures += save_group(store, {question(name + "a", "?", i == 0 ? one : two),
                                     question(name + "b", "?", i == 0 ? two : one)})
                      ? 0
                      : 1;
    }
  });
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges"), std::to_string(2 + 4 * rounds));
}

TEST_F(postgres_nodes, keep_the_order_in_which_questions_were_stored) {
  const auto first = start("a");
  const auto second = start("b");
  for (int i = 0; i < 40; ++i) {
    auto& store = i % 2 == 0 ? *first.store : *second.store;
    ASSERT_TRUE(save_group(store, {question("r" + std::to_string(i), std::to_string(i))}));
  }
  const auto listed = first.store->list_exchanges({key_of(), std::nullopt, 100}).value().exchanges;
  ASSERT_EQ(listed.size(), 40U);
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(listed[static_cast<std::size_t>(i)].question, std::to_string(i));
  }
}

TEST_F(postgres_nodes, write_nothing_of_a_user_whom_another_erases) {
  const auto writer = start("a");
  const auto eraser = start("b");
  for (int round = 0; round < 20; ++round) {
    const auto user = "u" + std::to_string(round);
    const auto admitted = std::chrono::system_clock::now();
    at_once(2, [&](int i) {
      if (i == 0) {
        EXPECT_TRUE(
            eraser.store->accounts().erase_account({user}, std::chrono::system_clock::now()));
        return;
      }
      for (int turn = 0; turn < 10; ++turn) {
        auto asked = question("r" + std::to_string(turn), "?", key_of(user));
        asked.admitted_at = admitted;
        (void)writer.store->save_question(asked);
      }
    });
  }
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges"), "0");
}

TEST_F(postgres_nodes, leave_answers_to_the_process_that_runs_them) {
  const auto first = start("a");
  const auto second = start("b");
  ASSERT_TRUE(first.store->save_question(question("r1", "asked")));
  EXPECT_TRUE(second.store->find_exchange({"u1"}, {"r1"}).value()->is_answered_elsewhere);
  EXPECT_TRUE(second.store->save_progress({{"u1"}, {"r1"}, "of another"}));
  EXPECT_EQ(second.store->save_answer(answer("r1", "of another")).failure().code,
            ec::answered_elsewhere);
  EXPECT_EQ(second.store->close_interrupted(std::chrono::system_clock::now()).value(), 0U);
  EXPECT_TRUE(first.store->save_answer(answer("r1", "its own")));
  EXPECT_EQ(*second.store->find_exchange({"u1"}, {"r1"}).value()->summary.text, "its own");
}

TEST_F(postgres_nodes, end_only_what_their_own_former_processes_left) {
  {
    const auto former = start("a");
    ASSERT_TRUE(former.store->save_question(question("r1", "of a")));
  }
  const auto other = start("b");
  ASSERT_TRUE(other.store->save_question(question("r2", "of b")));
  EXPECT_EQ(other.store->close_interrupted(std::chrono::system_clock::now()).value(), 0U);
  const auto next = start("a");
  EXPECT_EQ(next.store->close_interrupted(std::chrono::system_clock::now()).value(), 1U);
  EXPECT_EQ(other.store->find_exchange({"u1"}, {"r1"}).value()->status, request_status::incomplete);
  EXPECT_FALSE(other.store->find_exchange({"u1"}, {"r2"}).value()->status);
}

}  // namespace
}  // namespace aurawell::net
