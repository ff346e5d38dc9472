#include "domain/models/provider_lessons.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace aurawell {
namespace {

TEST(provider_lessons, knows_nothing_at_first) {
  provider_lessons lessons;
  EXPECT_EQ(lessons.of("m").model, "m");
  EXPECT_TRUE(lessons.of("m").refused.empty());
  EXPECT_FALSE(lessons.of("m").history_bytes);
  EXPECT_TRUE(lessons.all().empty()) << "asking teaches nothing";
}

TEST(provider_lessons, adds_to_what_was_refused_and_keeps_models_apart) {
  provider_lessons lessons;
  lessons.refuse("b", {"thinking"});
  lessons.refuse("a", {"user_id"});
  lessons.refuse("b", {"user_id"});
  EXPECT_EQ(lessons.of("b").refused, (std::set<std::string>{"thinking", "user_id"}));
  EXPECT_EQ(lessons.of("a").refused, (std::set<std::string>{"user_id"}));
  ASSERT_EQ(lessons.all().size(), 2U);
  EXPECT_EQ(lessons.all()[0].model, "a");
}

TEST(provider_lessons, lets_a_shortened_history_grow_again_slowly) {
  provider_lessons lessons;
  lessons.grow_history("m");
  EXPECT_FALSE(lessons.of("m").history_bytes) << "nothing bounds it";
  lessons.learn_history_limit("m", 16'000);
  lessons.grow_history("m");
  EXPECT_EQ(lessons.of("m").history_bytes, 17'000U);
  lessons.learn_history_limit("m", 0);
  lessons.grow_history("m");
  EXPECT_EQ(lessons.of("m").history_bytes, provider_lessons::least_growth);
}

TEST(provider_lessons, lets_no_late_answer_raise_the_history) {
  provider_lessons lessons;
  lessons.learn_history_limit("m", 1'000);
  lessons.learn_history_limit("m", 2'000);
  EXPECT_EQ(lessons.of("m").history_bytes, 1'000U);
}

TEST(provider_lessons, forgets_the_model_used_longest_ago) {
  provider_lessons lessons;
  for (std::size_t i = 0; i < provider_lessons::max_models; ++i) {
    lessons.refuse("m" + std::to_string(i), {"thinking"});
  }
  lessons.of("m0");
  lessons.refuse("one more", {"thinking"});
  EXPECT_EQ(lessons.all().size(), provider_lessons::max_models);
  EXPECT_FALSE(lessons.of("m0").refused.empty());
  EXPECT_TRUE(lessons.of("m1").refused.empty());
}

TEST(provider_lessons, keeps_a_bounded_number_of_names) {
  provider_lessons lessons;
  for (int i = 0; i < 100; ++i) {
    lessons.refuse("m", {"name" + std::to_string(i)});
  }
  EXPECT_EQ(lessons.of("m").refused.size(), provider_lessons::max_names);
}

TEST(provider_lessons, can_be_used_by_several_threads) {
  provider_lessons lessons;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&lessons, t] {
      for (int i = 0; i < 1'000; ++i) {
        lessons.refuse("m" + std::to_string((i + t) % 20), {"a"});
        lessons.grow_history(lessons.all().front().model);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(lessons.all().size(), provider_lessons::max_models);
}

}  // namespace
}  // namespace aurawell
