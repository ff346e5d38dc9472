#include "net/server/connection_list.hpp"

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <set>

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

TEST(connection_list, knows_the_number_of_a_connection) {
  EXPECT_EQ(number_of({"c-1f-42"}), 42U);
  for (const auto* other : {"", "42", "c-1f-", "c-1f-x", "c-1f-4x"}) {
    EXPECT_EQ(number_of({other}), 0U) << other;
  }
}

/// A chat that nobody has opened.
class quiet_chat final : public connection {
 public:
  quiet_chat(loop_connections& home, int number)
      : home_{home}, id_{"c-1-" + std::to_string(number)} {
    home.add(*this, clock::now() + 1h);
  }

  void on_due(clock::time_point) override {}
  void shut_down(close_code code, const std::string&) override { closed_with = code; }
  void abort() override { home_.remove(*this); }
  connection_names names() const noexcept override { return {&id_, &user_}; }
  connection_facts facts() override {
    connection_facts known;
    known.id = id_;
    known.state = closed_with ? "closing" : "open";
    return known;
  }

  std::optional<close_code> closed_with;

 private:
  loop_connections& home_;
  connection_id id_;
  user_id user_{"ann"};
};

class connection_list_test : public ::testing::Test {
 protected:
  connection_list_test() {
    for (auto* io : {&first_io, &second_io}) {
      loops.push_back(std::make_shared<server_loop>(
          server_loop{*io, nullptr, std::make_shared<loop_connections>(*io, 1h)}));
    }
  }

  void add(std::size_t loop, int number) {
    chats.push_back(std::make_unique<quiet_chat>(*loops[loop]->connections, number));
  }

  /// Lets both loops work until neither has anything to do at once.
  void run() {
    while (first_io.poll_one() + second_io.poll_one() > 0) {
    }
  }

  std::vector<std::uint64_t> find(std::uint64_t after, std::size_t most) {
    std::vector<std::uint64_t> numbers;
    connection_list{loops}.find(after, most, [&](const connection_list::page& page) {
      for (const auto& row : page.rows) {
        numbers.push_back(number_of(row.id));
      }
      has_more = page.has_more;
    });
    run();
    return numbers;
  }

  using work = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

  boost::asio::io_context first_io;
  boost::asio::io_context second_io;
  // Without work a loop stops, and takes nothing up any more.
  work first_work{first_io.get_executor()};
  work second_work{second_io.get_executor()};
  std::vector<std::shared_ptr<server_loop>> loops;
  std::vector<std::unique_ptr<quiet_chat>> chats;
  bool has_more = false;
};

TEST_F(connection_list_test, finds_the_smallest_numbers_of_all_loops) {
  for (const int number : {9, 2, 7, 4}) {
    add(0, number);
  }
  for (const int number : {8, 1, 3}) {
    add(1, number);
  }
  EXPECT_EQ(find(0, 4), (std::vector<std::uint64_t>{1, 2, 3, 4}));
  EXPECT_TRUE(has_more);
  EXPECT_EQ(find(4, 4), (std::vector<std::uint64_t>{7, 8, 9}));
  EXPECT_FALSE(has_more);
  EXPECT_EQ(find(3, 4), (std::vector<std::uint64_t>{4, 7, 8, 9}));
  EXPECT_FALSE(has_more) << "exactly as many as there may be";
}

TEST_F(connection_list_test, finds_nothing_where_nobody_is) {
  EXPECT_TRUE(find(0, 4).empty());
  EXPECT_FALSE(has_more);
}

TEST_F(connection_list_test, leaves_the_loop_to_others_between_steps) {
  for (int number = 1; number <= 1'000; ++number) {
    add(0, number);
  }
  bool is_done = false;
  connection_list{loops}.find(0, 500, [&](const connection_list::page&) { is_done = true; });
  int steps = 0;
  while (!is_done && first_io.poll_one() + second_io.poll_one() > 0) {
    ++steps;
  }
  EXPECT_TRUE(is_done);
  EXPECT_GE(steps, 4);
}

TEST_F(connection_list_test, misses_no_chat_that_stays_while_others_leave) {
  for (int number = 1; number <= 1'000; ++number) {
    add(0, number);
  }
  std::set<std::uint64_t> found;
  connection_list{loops}.find(0, 1'000, [&](const connection_list::page& page) {
    for (const auto& row : page.rows) {
      EXPECT_TRUE(found.insert(number_of(row.id)).second) << "listed twice";
    }
  });
  // One step at a time; every third chat leaves in between.
  for (std::size_t i = 0; first_io.poll_one() + second_io.poll_one() > 0; ++i) {
    for (std::size_t leaving = i * 3; leaving < chats.size(); leaving += 30) {
      if (chats[leaving] && leaving % 3 == 0) {
        chats[leaving]->abort();
        chats[leaving].reset();
      }
    }
  }
  for (std::size_t i = 0; i < chats.size(); ++i) {
    if (chats[i]) {
      EXPECT_TRUE(found.contains(i + 1)) << i + 1;
    }
  }
}

TEST_F(connection_list_test, closes_those_that_are_meant_and_counts_them) {
  for (int number = 1; number <= 600; ++number) {
    add(number % 2 == 0 ? 0U : 1U, number);
  }
  std::size_t closed = 0;
  connection_list{loops}.close(
      [](const connection_names& one) { return number_of(*one.connection) % 3 == 0; },
      close_code::refused, "why", [&](std::size_t count) { closed = count; });
  run();
  EXPECT_EQ(closed, 200U);
  for (int number = 1; number <= 600; ++number) {
    const auto& chat = *chats[static_cast<std::size_t>(number) - 1];
    EXPECT_EQ(chat.closed_with.has_value(), number % 3 == 0) << number;
  }
}

TEST_F(connection_list_test, counts_none_that_closes_already) {
  add(0, 1);
  add(1, 2);
  std::vector<std::size_t> closed;
  for (const std::uint64_t most : {1U, 2U, 2U}) {
    connection_list{loops}.close(
        [most](const connection_names& one) { return number_of(*one.connection) <= most; },
        close_code::refused, "why", [&](std::size_t count) { closed.push_back(count); });
    run();
  }
  EXPECT_EQ(closed, (std::vector<std::size_t>{1, 1, 0}));
}

}  // namespace
}  // namespace aurawell::net
