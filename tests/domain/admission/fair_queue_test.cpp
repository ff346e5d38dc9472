#include "domain/admission/fair_queue.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace aurawell {
namespace {

using queue_of_names = fair_queue<std::string, std::string>;

std::vector<std::string> pop_all(queue_of_names& queue) {
  std::vector<std::string> out;
  while (!queue.empty()) {
    out.push_back(queue.pop());
  }
  return out;
}

std::vector<std::string> in_order(queue_of_names& queue) {
  std::vector<std::string> out;
  queue.for_each_in_order([&](const std::string& item, std::size_t place) {
    out.push_back(item);
    EXPECT_EQ(place, out.size());
  });
  return out;
}

TEST(fair_queue, serves_owners_in_turn) {
  queue_of_names queue;
  for (const auto* item : {"a1", "a2", "a3", "b1", "c1", "c2"}) {
    queue.push({item[0]}, item);
  }
  EXPECT_EQ(pop_all(queue), (std::vector<std::string>{"a1", "b1", "c1", "a2", "c2", "a3"}));
}

TEST(fair_queue, lets_a_hundred_items_of_one_owner_delay_another_by_one_place) {
  queue_of_names queue;
  for (int i = 0; i < 100; ++i) {
    queue.push("greedy", "g" + std::to_string(i));
  }
  queue.push("modest", "m");
  EXPECT_EQ(queue.pop(), "g0");
  EXPECT_EQ(queue.pop(), "m");
}

TEST(fair_queue, puts_an_owner_who_comes_again_behind_the_others) {
  queue_of_names queue;
  queue.push("a", "a1");
  queue.push("b", "b1");
  EXPECT_EQ(queue.pop(), "a1");
  queue.push("a", "a2");
  EXPECT_EQ(pop_all(queue), (std::vector<std::string>{"b1", "a2"}));
}

TEST(fair_queue, foresees_the_place_of_a_further_item) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  for (int round = 0; round < 200; ++round) {
    queue_of_names queue;
    for (auto count = random() % 20; count > 0; --count) {
      queue.push({static_cast<char>('a' + random() % 5)}, "old");
      if (random() % 4 == 0) {
        queue.pop();
      }
    }
    const std::string owner{static_cast<char>('a' + random() % 5)};
    const auto foreseen = queue.place_for(owner);
    queue.push(owner, "new");
    std::size_t place = 0;
    queue.for_each_in_order(
        [&](const std::string& item, std::size_t at) { place = item == "new" ? at : place; });
    ASSERT_EQ(place, foreseen);
  }
}

TEST(fair_queue, counts_what_waits) {
  queue_of_names queue;
  EXPECT_TRUE(queue.empty());
  queue.push("a", "a1");
  queue.push("a", "a2");
  EXPECT_EQ(queue.size(), 2U);
  queue.pop();
  EXPECT_EQ(queue.size(), 1U);
  queue.pop();
  EXPECT_TRUE(queue.empty());
}

TEST(fair_queue, removes_an_item_from_the_middle) {
  queue_of_names queue;
  queue.push("a", "a1");
  queue.push("a", "a2");
  queue.push("a", "a3");
  EXPECT_EQ(queue.remove("a", [](const auto& item) { return item == "a2"; }), "a2");
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_EQ(pop_all(queue), (std::vector<std::string>{"a1", "a3"}));
}

TEST(fair_queue, takes_away_the_turn_with_the_last_item_of_an_owner) {
  queue_of_names queue;
  queue.push("a", "a1");
  queue.push("b", "b1");
  EXPECT_EQ(queue.remove("a", [](const auto&) { return true; }), "a1");
  EXPECT_EQ(pop_all(queue), (std::vector<std::string>{"b1"}));
  queue.push("a", "a2");
  EXPECT_EQ(queue.pop(), "a2");
}

TEST(fair_queue, removes_nothing_that_is_another_owners_or_not_there) {
  queue_of_names queue;
  queue.push("a", "a1");
  EXPECT_FALSE(queue.remove("b", [](const auto&) { return true; }));
  EXPECT_FALSE(queue.remove("a", [](const auto& item) { return item == "a2"; }));
  EXPECT_EQ(queue.size(), 1U);
}

TEST(fair_queue, removes_every_item_that_is_meant) {
  queue_of_names queue;
  for (const auto* item : {"a1", "a2", "b1", "c1", "c2", "c3"}) {
    queue.push(std::string{item[0]}, item);
  }
  const auto removed =
      queue.remove_all([](const std::string& item) { return item[1] == '1' || item[1] == '3'; });
  EXPECT_EQ(removed, (std::vector<std::string>{"a1", "b1", "c1", "c3"}));
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_EQ(queue.size_of("b"), 0U);
  EXPECT_EQ(queue.pop(), "a2");
  EXPECT_EQ(queue.pop(), "c2");
  EXPECT_TRUE(queue.empty());
  EXPECT_TRUE(queue.remove_all([](const auto&) { return true; }).empty());
}

TEST(fair_queue, holds_items_that_can_only_be_moved) {
  fair_queue<int, std::unique_ptr<int>> queue;
  queue.push(1, std::make_unique<int>(7));
  queue.push(1, std::make_unique<int>(8));
  const auto removed = queue.remove(1, [](const auto& item) { return *item == 8; });
  ASSERT_TRUE(removed);
  EXPECT_EQ(**removed, 8);
  EXPECT_EQ(*queue.pop(), 7);
}

TEST(fair_queue, tells_the_order_in_which_it_will_serve) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  const auto below = [&](int bound) {
    return std::uniform_int_distribution<int>{0, bound - 1}(random);
  };
  for (int round = 0; round < 200; ++round) {
    queue_of_names queue;
    for (int i = below(40); i > 0; --i) {
      const std::string owner{static_cast<char>('a' + below(5))};
      const int action = below(4);
      if (action == 0 && !queue.empty()) {
        queue.pop();
      } else if (action == 1) {
        queue.remove(owner, [&](const auto&) { return below(2) == 0; });
      } else {
        queue.push(owner, owner + std::to_string(i));
      }
    }
    const auto told = in_order(queue);
    EXPECT_EQ(told.size(), queue.size());
    ASSERT_EQ(told, pop_all(queue));
  }
}

TEST(fair_queue, gives_up_the_last_item_of_who_has_most) {
  queue_of_names queue;
  for (const auto* item : {"a1", "b1", "b2", "b3", "c1", "c2", "c3"}) {
    queue.push({item[0]}, item);
  }
  EXPECT_EQ(queue.pop_of_longest(), "c3") << "of equals the one whose turn is last";
  EXPECT_EQ(queue.pop_of_longest(), "b3");
  EXPECT_EQ(queue.pop_of_longest(), "c2");
  EXPECT_EQ(queue.pop_of_longest(), "b2");
  EXPECT_EQ(queue.pop_of_longest(), "c1") << "and this owner has none left";
  EXPECT_EQ(pop_all(queue), (std::vector<std::string>{"a1", "b1"}));
}

}  // namespace
}  // namespace aurawell
